import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './fault-list.ts';
import { type Load, type Sent, sendLoad } from './load.ts';
import type { TargetProcess } from './target-process.ts';

/** Milliseconds for which two targets are good. */
const OVERLAP = 500;

/** Sends requests while every target but one is broken; which one is good changes half-way, the next one being good first. */
export async function runFault(
  fault: Fault,
  targets: readonly TargetProcess[],
  load: Omit<Load, 'path' | 'onAnswer'>,
): Promise<readonly Sent[]> {
  let good = Math.floor(load.random() * targets.length);
  const breakOthers = async () => {
    const others = targets.filter((_, index) => index !== good);
    await Promise.all(others.map((target) => fault.targets?.break(target)));
  };
  let answered = 0;
  let turning: Promise<void> | undefined;
  const turn = async () => {
    good = (good + 1) % targets.length;
    const next = targets[good];
    if (next !== undefined) await fault.targets?.mend(next);
    // Longer than a request is under way: each of them meets a target that is good all the time.
    await sleep(OVERLAP);
    await breakOthers();
  };
  const onAnswer = () => {
    answered += 1;
    if (answered === Math.ceil(load.requests / 2) && fault.turns !== 1) turning = turn();
  };
  const sending = sendLoad({ ...load, path: fault.path, onAnswer });
  await breakOthers();
  const sent = await sending;
  await turning;
  await Promise.all(targets.map((target) => fault.targets?.mend(target)));
  return sent;
}
