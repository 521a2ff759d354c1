import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const schemaReading: RuleDescription<'schema-reading'> = {
  name: 'schema-reading',
  severities: ['info'],
  summary: 'How a schema is read where OpenAPI leaves it open, or what of it is not checked.',
  why: 'Two readers may take the same schema for different things: this tells what the gateway takes it for.',
  sources: [SOURCES.openapi('schema-object', 'Schema Object'), SOURCES.decisions],
  fix: 'Nothing where the reading is the one you mean; else write it as the message says.',
  bad: {
    yaml: `
      paths:
        /pets:
          get:
            parameters:
              - name: kind
                in: query
                schema:
                  type: string
                  enum: [cat, dog]
                  nullable: true # <-- here
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
                  enum: [cat, dog, null]
                  nullable: true
    `,
  },
};
