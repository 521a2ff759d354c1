import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const referenceSiblings: RuleDescription<'reference-siblings'> = {
  name: 'reference-siblings',
  severities: ['warning'],
  summary: 'What stands beside a `$ref` is not read, but for `summary` and `description`.',
  why: 'OpenAPI has readers of a Reference Object ignore its other keys: a `required: true`, or an issuer, written there would do nothing. (Paths and the schemas of 3.1 are no Reference Objects: theirs are read.)',
  sources: [SOURCES.openapi('reference-object', 'Reference Object')],
  fix: 'Move the key to what is referred to, or write the whole object in place of the reference.',
  bad: {
    yaml: `
      paths:
        /pets:
          get:
            parameters:
              - $ref: '#/components/parameters/kind'
                required: true # <-- here
      components:
        parameters:
          kind: { name: kind, in: query }
    `,
  },
  good: {
    yaml: `
      paths:
        /pets:
          get:
            parameters:
              - $ref: '#/components/parameters/kind'
      components:
        parameters:
          kind: { name: kind, in: query, required: true }
    `,
  },
};
