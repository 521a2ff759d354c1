import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const schemaKeyword: RuleDescription<'schema-keyword'> = {
  name: 'schema-keyword',
  severities: ['warning'],
  summary: 'A schema must be written in keywords of JSON Schema, with values that they take.',
  why: 'What is not understood is not checked: a mistyped `maxLenght` would let every length pass without a word.',
  sources: [SOURCES.openapi('schema-object', 'Schema Object'), SOURCES.jsonSchema],
  fix: 'Correct the keyword or its value, or remove it.',
  bad: {
    yaml: `
      paths:
        /pets:
          get:
            parameters:
              - name: kind
                in: query
                schema:
                  type: strng # <-- here
                  maxLenght: 5 # <-- here
    `,
  },
  good: {
    yaml: `
      paths:
        /pets:
          get:
            parameters:
              - name: kind
                in: query
                schema:
                  type: string
                  maxLength: 5
    `,
  },
};
