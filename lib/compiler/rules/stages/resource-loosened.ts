import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const resourceLoosened: RuleDescription<'resource-loosened'> = {
  name: 'resource-loosened',
  severities: ['info'],
  summary: "API Gateway's resources are wider than some path templates.",
  why: 'API Gateway knows only variables that are whole segments, and few characters in fixed text. It gets the nearest wider resource, and the router matches the template exactly: what fits only the resource is answered with `404`.',
  sources: [SOURCES.resources],
  fix: 'Nothing: requests are matched as the document says.',
  bad: {
    yaml: `
      paths:
        /pets/{id}.json: # <-- here
          get: {}
    `,
  },
  good: {
    yaml: `
      paths:
        /pets/{id}:
          get: {}
    `,
  },
};
