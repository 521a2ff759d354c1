import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const resourceQuota: RuleDescription<'resource-quota'> = {
  name: 'resource-quota',
  severities: ['error'],
  summary: "The paths must fit into API Gateway's quota of resources.",
  why: 'Each segment of a path is a resource, and an API may have 300 of them (AWS raises it on request). Subtrees whose operations have the same security, throttle and streaming fold into one resource, and this document needs more even so.',
  sources: [SOURCES.quotas],
  fix: 'Have the quota "Resources per API" raised and set `resourceQuota`, let more operations have the same security, throttle and streaming, or split the document.',
  bad: {
    yaml: `
      paths: # <-- here
        /cats:
          get: { x-gateway: { throttle: { rate: 1, burst: 1 } } }
        /dogs:
          get: { x-gateway: { throttle: { rate: 2, burst: 2 } } }
        /birds:
          get: { x-gateway: { throttle: { rate: 3, burst: 3 } } }
    `,
    options: { resourceQuota: 3 },
  },
  good: {
    yaml: `
      paths:
        /cats:
          get: {}
        /dogs:
          get: {}
    `,
    options: { resourceQuota: 3 },
  },
};
