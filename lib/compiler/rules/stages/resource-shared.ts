import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const resourceShared: RuleDescription<'resource-shared'> = {
  name: 'resource-shared',
  severities: ['error'],
  summary: 'Operations that are one method of one resource to API Gateway need the same security and streaming.',
  why: "API Gateway knows only whole segments: `/{id}` and `/{id}.json` are one resource there. The router tells them apart, but the key, the authorizer and the way a response is passed on are API Gateway's, one for the method.",
  sources: [SOURCES.resources],
  fix: 'Give both operations the same security and streaming, or change a path.',
  bad: {
    yaml: `
      paths:
        /pets/{id}:
          get: {}
        /pets/{id}.json:
          get: # <-- here
            x-gateway: { stream: true }
    `,
  },
  good: {
    yaml: `
      paths:
        /pets/{id}:
          get: {}
        /pets/json/{id}:
          get:
            x-gateway: { stream: true }
    `,
  },
};
