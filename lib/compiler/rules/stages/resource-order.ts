import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const resourceOrder: RuleDescription<'resource-order'> = {
  name: 'resource-order',
  severities: ['error'],
  summary: 'Where API Gateway would take another operation than the router, both need the same security and streaming.',
  why: 'API Gateway prefers the fixed text of the first segment that differs and knows nothing of `{id}.json`, so for some requests it picks the method of the one operation while the document means the other; its key and authorizer would apply.',
  sources: [SOURCES.resources],
  fix: 'Give both operations the same security and streaming, or change a path.',
  bad: {
    yaml: `
      paths:
        /{id}.json/{part}:
          get: # <-- here
            x-gateway: { stream: true }
        /{id}/body:
          get: {}
    `,
  },
  good: {
    yaml: `
      paths:
        /json/{id}/{part}:
          get:
            x-gateway: { stream: true }
        /{id}/body:
          get: {}
    `,
  },
};
