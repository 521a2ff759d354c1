import { EXIT } from './exit-code.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** npm and shells pass on a Ctrl-C that the terminal has already sent to the whole process group: not a second one. */
const SAME_CTRL_C = 500;

/** Waits for Ctrl-C or a polite request to end; from then on a second one ends the process at once (exit 130). */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let first: number | undefined;
    const stop = (): void => {
      first ??= performance.now();
      if (performance.now() - first > SAME_CTRL_C) process.exit(EXIT.forced);
      resolve();
    };
    for (const signal of SIGNALS) process.on(signal, stop);
  });
}
