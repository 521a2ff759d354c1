import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const webhooksLeftOut: RuleDescription<'webhooks-left-out'> = {
  name: 'webhooks-left-out',
  severities: ['info'],
  summary: 'Webhooks are not served.',
  why: 'They describe requests that you send to your clients; a gateway serves those that come from them.',
  sources: [SOURCES.openapi('openapi-object', 'OpenAPI Object')],
  fix: 'Nothing: they may stay in the document.',
  bad: {
    yaml: `
      openapi: 3.1.0
      info: { title: Pets, version: 1.0.0 }
      servers: [{ url: https://pets.example.com }]
      webhooks: # <-- here
        petSold:
          post: {}
      paths:
        /pets:
          get: {}
    `,
  },
  good: {
    yaml: `
      openapi: 3.1.0
      info: { title: Pets, version: 1.0.0 }
      servers: [{ url: https://pets.example.com }]
      paths:
        /pets:
          get: {}
    `,
  },
};
