import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const swaggerReading: RuleDescription<'swagger-reading'> = {
  name: 'swagger-reading',
  severities: ['info'],
  summary: 'What of a Swagger 2.0 document has no counterpart in OpenAPI 3, or is taken for something.',
  why: 'Documents of Swagger 2.0 are read as the OpenAPI 3.0 they stand for; this tells where that says less.',
  sources: [SOURCES.swagger2('parameter-object', 'Parameter Object'), SOURCES.openapi('style-values', 'Style Values')],
  fix: 'Nothing where the reading is the one you mean; else write the document in OpenAPI 3.',
  bad: {
    yaml: `
      swagger: '2.0'
      info: { title: Example, version: 1.0.0 }
      host: api.example.com
      schemes: [https]
      paths:
        /pets:
          get:
            parameters:
              - name: kinds # <-- here
                in: query
                type: array
                collectionFormat: tsv
                items: { type: string }
    `,
  },
  good: {
    yaml: `
      swagger: '2.0'
      info: { title: Example, version: 1.0.0 }
      host: api.example.com
      schemes: [https]
      paths:
        /pets:
          get:
            parameters:
              - name: kinds
                in: query
                type: array
                collectionFormat: pipes
                items: { type: string }
    `,
  },
};
