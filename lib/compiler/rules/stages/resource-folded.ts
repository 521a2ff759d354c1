import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const resourceFolded: RuleDescription<'resource-folded'> = {
  name: 'resource-folded',
  severities: ['info'],
  summary:
    'Operations below a path share one resource of API Gateway, to stay within its quota or within the size of a template.',
  why: "Beyond the quota of resources, or of 1 MB for a template, subtrees whose operations have the same security and streaming fold into `{proxy+}`, those that cost the fewest operations their own resource first. The router tells the operations apart; API Gateway's metrics see them as one.",
  sources: [SOURCES.quotas, SOURCES.decisions],
  fix: 'Nothing; or have the quota "Resources per API" raised and set `resourceQuota`.',
  bad: {
    yaml: `
      paths:
        /cats: # <-- here
          get: {}
        /dogs:
          get: {}
        /birds:
          get: {}
    `,
    options: { resourceQuota: 3 },
  },
  good: {
    yaml: `
      paths:
        /cats:
          get: {}
    `,
    options: { resourceQuota: 3 },
  },
};
