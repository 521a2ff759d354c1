import type { ScheduleDefinition } from '../assembly/assembly.ts';
import type { FunctionPool } from '../functions/function-pool.ts';
import { unqualifiedArn } from '../rest-api/lambda-uri.ts';

export interface ScheduleTools {
  readonly invoke: FunctionPool['invoke'];
  /** ARNs of the functions that there are; other targets are left alone. */
  readonly functionArns: readonly string[];
  readonly clock: () => number;
  readonly hex: (length: number) => string;
  readonly onLog: (line: string) => void;
}

/** Longest delay of a timer in Node: beyond it, one fires at once. */
const LONGEST = 2 ** 31 - 1;

/**
 * EventBridge, as far as it runs functions at a rate: the first time after one interval, as in AWS. Returns what ends it.
 * A run does not wait for the one before it, and none keeps the process alive.
 */
export function startSchedules(schedules: readonly ScheduleDefinition[], tools: ScheduleTools): () => void {
  const timers = schedules
    .filter(({ targetArn, interval }) => tools.functionArns.includes(unqualifiedArn(targetArn)) && interval <= LONGEST)
    .map((schedule) => setInterval(() => run(schedule, tools), schedule.interval).unref());
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}

async function run(schedule: ScheduleDefinition, tools: ScheduleTools): Promise<void> {
  const outcome = await tools.invoke(schedule.targetArn, eventOf(schedule, tools));
  if (outcome.kind === 'returned') return;
  const { errorType, errorMessage } = outcome;
  tools.onLog(`schedule ${schedule.ruleArn}: ${schedule.targetArn} failed, ${errorType}: ${errorMessage}`);
}

/** EventBridge user guide, "Scheduled event"; or the target's constant input. */
function eventOf({ ruleArn, accountId, region, input }: ScheduleDefinition, { clock, hex }: ScheduleTools): unknown {
  if (input !== undefined) return JSON.parse(input);
  return {
    version: '0',
    id: [8, 4, 4, 4, 12].map((length) => hex(length)).join('-'),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: accountId,
    time: `${new Date(clock()).toISOString().slice(0, 19)}Z`,
    region,
    resources: [ruleArn],
    detail: {},
  };
}
