import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const throttleNotKept: RuleDescription<'throttle-not-kept'> = {
  name: 'throttle-not-kept',
  severities: ['warning'],
  summary: 'An operation with a throttle of its own needs a method of its own in API Gateway.',
  why: 'API Gateway counts requests per method, and knows only whole segments of a path: where operations share a method, it cannot tell whose throttle is meant, and the limit of the stage holds for them.',
  sources: [SOURCES.throttling, SOURCES.resources],
  fix: 'Change the path, have the quota "Resources per API" raised and set `resourceQuota`, or remove the throttle.',
  bad: {
    yaml: `
      paths:
        /pets/{id}:
          get: {}
        /pets/{id}.json:
          get: # <-- here
            x-gateway: { throttle: { rate: 5, burst: 10 } }
    `,
  },
  good: {
    yaml: `
      paths:
        /pets/{id}:
          get: {}
        /pets/json/{id}:
          get:
            x-gateway: { throttle: { rate: 5, burst: 10 } }
    `,
  },
};
