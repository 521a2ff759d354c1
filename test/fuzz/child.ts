/** A child process of `npm run fuzz`: compiles one adversary, or a batch of mutated documents. */
import fc from 'fast-check';
import { ADVERSARIES } from './adversaries/index.ts';
import { compileHostile, type Outcome } from './compile-hostile.ts';
import { mutatedText } from './mutated-text.ts';

/** `adversary NAME`, or `mutations SEED RUNS`. */
export interface ChildAnswer {
  readonly worst: Pick<Outcome, 'time' | 'problems' | 'compiled'>;
  readonly bytes: number;
  /** Bytes: the most the process ever held. */
  readonly memory: number;
  readonly complaints: readonly string[];
}

process.on('message', (task: string) => {
  const [kind, ...rest] = task.split(' ');
  const found = kind === 'adversary' ? runAdversary(rest.join(' ')) : runMutations(Number(rest[0]), Number(rest[1]));
  process.send?.({ ...found, memory: process.resourceUsage().maxRSS * 1024 });
});

function runAdversary(name: string): Omit<ChildAnswer, 'memory'> {
  const adversary = ADVERSARIES.find((each) => each.name === name);
  if (adversary === undefined) throw new Error(`no adversary ${name}`);
  const text = adversary.text();
  const outcome = compileHostile(adversary.file, text);
  return { worst: outcome, bytes: Buffer.byteLength(text), complaints: outcome.complaints };
}

function runMutations(seed: number, numRuns: number): Omit<ChildAnswer, 'memory'> {
  let worst: Omit<ChildAnswer, 'memory'> = {
    worst: { time: 0, problems: 0, compiled: false },
    bytes: 0,
    complaints: [],
  };
  const property = fc.property(mutatedText, fc.constantFrom(3, 300), ({ file, content }, quota) => {
    const outcome = compileHostile(file, content, quota);
    if (outcome.time > worst.worst.time) worst = { worst: outcome, bytes: Buffer.byteLength(content), complaints: [] };
    if (outcome.complaints.length > 0) throw new Error(outcome.complaints.join('; '));
  });
  const details = fc.check(property, { seed, numRuns });
  const complaints = details.failed ? [fc.defaultReportMessage(details)?.slice(0, 4000) ?? 'failed'] : [];
  return { ...worst, complaints };
}
