import { SingleBar } from 'cli-progress';

export interface ProgressBar {
  advance(steps?: number): void;
  stop(): void;
}

/** On stderr where it is a terminal; nothing for one step. */
export function progressBar(verb: string, total: number): ProgressBar {
  if (total < 2 || !process.stderr.isTTY) return { advance: () => undefined, stop: () => undefined };
  const bar = new SingleBar({ format: `{bar} {value}/{total} ${verb}, {eta_formatted} to go`, stream: process.stderr });
  bar.start(total, 0);
  return { advance: (steps = 1) => bar.increment(steps), stop: () => bar.stop() };
}
