import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const resourceQuota: RuleDescription<'resource-quota'> = {
  name: 'resource-quota',
  severities: ['error'],
  summary: "The paths must fit into API Gateway's quota of resources.",
  why: 'Each segment of a path is a resource, and an API may have 300 of them (AWS raises it on request). Subtrees whose operations have the same security and streaming fold into one resource, and this document needs more even so.',
  sources: [SOURCES.quotas],
  fix: 'Have the quota "Resources per API" raised and set `resourceQuota`, let more operations have the same security and streaming, or split the document.',
  bad: {
    yaml: `
      paths: # <-- here
        /cats:
          get: {}
        /dogs:
          get: { x-gateway: { stream: true } }
        /birds/{id}:
          get: {}
        /birds/{id}/song:
          get: { x-gateway: { stream: true } }
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
