import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const openapiVersion: RuleDescription<'openapi-version'> = {
  name: 'openapi-version',
  severities: ['error'],
  summary: 'The file must be an OpenAPI document of a version that is read.',
  why: 'What a key means follows from the version, so nothing further is looked at without it.',
  sources: [SOURCES.openapi('openapi-object', 'OpenAPI Object')],
  fix: 'Name the version of OpenAPI that the document is written in, or convert the document.',
  bad: {
    yaml: `
      openapi: 4.0.0 # <-- here
      info: { title: Pets, version: 1.0.0 }
      paths:
        /pets:
          get: {}
    `,
  },
  good: {
    yaml: `
      openapi: 3.0.3
      info: { title: Pets, version: 1.0.0 }
      servers: [{ url: https://pets.example.com }]
      paths:
        /pets:
          get: {}
    `,
  },
};
