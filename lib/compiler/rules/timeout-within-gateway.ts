import { error } from '../finding.ts';
import { layerPointer } from '../language/layer-pointer.ts';
import type { Rule } from '../reading.ts';
import { TIMEOUTS } from '../timeouts.ts';

export const timeoutWithinGateway: Rule = ({ operations }, report) => {
  for (const { layers, policy } of operations) {
    const { max } = policy.stream ? TIMEOUTS.streamed : TIMEOUTS.buffered;
    if (policy.timeout === undefined || policy.timeout <= max) continue;
    const advice = policy.stream ? 'lower it' : 'lower it, or set stream: true';
    const message = `timeout ${policy.timeout / 1000}s exceeds ${max / 1000}s, which API Gateway leaves a target, ${advice}`;
    report(error('timeout-within-gateway', layerPointer(layers, ['timeout']), message));
  }
};
