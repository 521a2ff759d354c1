import { contextVariable } from './context-variable.ts';
import type { Answer, Arrival } from './exchange.ts';

/** A line of the stage's access log; variables without a value are `-`, as in AWS. */
export function accessLine(format: string, arrival: Arrival, answer: Answer, now: number): string {
  const { log } = arrival;
  if (log !== undefined) {
    log.status = answer.status;
    log.responseLatency = now - arrival.now;
    if (typeof answer.body === 'string' || Buffer.isBuffer(answer.body))
      log.responseLength = Buffer.byteLength(answer.body);
  }
  return format.replace(/\$context\.([\w.]*\w)/g, (_, name: string) => contextVariable(name, arrival) || '-');
}
