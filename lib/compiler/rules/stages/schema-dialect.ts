import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const schemaDialect: RuleDescription<'schema-dialect'> = {
  name: 'schema-dialect',
  severities: ['warning'],
  summary:
    'Schemas are read as JSON Schema 2020-12 with what OpenAPI adds, whatever `jsonSchemaDialect` or `$schema` names.',
  why: 'In another dialect the same keyword may mean something else (`items` as a list, `definitions`, `dependencies`): it would be checked wrongly.',
  sources: [SOURCES.openapi('fixed-fields', 'OpenAPI Object'), SOURCES.jsonSchema],
  fix: 'Write the schemas in JSON Schema 2020-12, and leave the key out.',
  bad: {
    yaml: `
      openapi: 3.1.0
      info: { title: Pets, version: 1.0.0 }
      jsonSchemaDialect: http://json-schema.org/draft-07/schema# # <-- here
      servers: [{ url: https://pets.example.com }]
      paths:
        /pets:
          get: {}
    `,
  },
  good: {
    yaml: `
      openapi: 3.1.0
      info: { title: Pets, version: 1.0.0 }
      jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema
      servers: [{ url: https://pets.example.com }]
      paths:
        /pets:
          get: {}
    `,
  },
};
