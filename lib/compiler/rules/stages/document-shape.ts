import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const documentShape: RuleDescription<'document-shape'> = {
  name: 'document-shape',
  severities: ['error', 'warning'],
  summary: 'What is served must have the shape that OpenAPI gives it.',
  why: 'A list where an object belongs cannot be read, and a part that cannot be read is an operation, a parameter or a security requirement that would be lost in silence.',
  sources: [SOURCES.openapi('schema', 'Schema')],
  fix: 'Write the value as the message says.',
  bad: {
    yaml: `
      paths:
        /pets:
          get:
            security: none # <-- here
    `,
  },
  good: {
    yaml: `
      paths:
        /pets:
          get:
            security: []
    `,
  },
};
