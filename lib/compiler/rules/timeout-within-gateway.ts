import { error } from '../finding.ts';
import { layerPointer } from '../language/layer-pointer.ts';
import { TIMEOUTS } from '../timeouts.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

export const timeoutWithinGateway: Rule<'timeout-within-gateway'> = {
  name: 'timeout-within-gateway',
  severities: ['error'],
  summary: 'A timeout must end before API Gateway gives up: at most 28s, or 14m with `stream: true`.',
  why: 'API Gateway waits 29 seconds for an integration, and 15 minutes for one that streams; the router needs the rest to answer with a problem of its own.',
  sources: [SOURCES.quotas],
  fix: 'Lower the timeout, or set `stream: true`.',
  bad: {
    yaml: `
      paths:
        /reports:
          get:
            x-gateway:
              timeout: 1m # <-- here
    `,
  },
  good: {
    yaml: `
      paths:
        /reports:
          get:
            x-gateway:
              timeout: 1m
              stream: true
    `,
  },
  check: ({ operations }, report) => {
    for (const { layers, policy } of operations) {
      const { max } = policy.stream ? TIMEOUTS.streamed : TIMEOUTS.buffered;
      if (policy.timeout === undefined || policy.timeout <= max) continue;
      const advice = policy.stream ? 'lower it' : 'lower it, or set stream: true';
      const message = `timeout ${policy.timeout / 1000}s exceeds ${max / 1000}s, which API Gateway leaves a target, ${advice}`;
      report(error('timeout-within-gateway', layerPointer(layers, ['timeout']), message));
    }
  },
};
