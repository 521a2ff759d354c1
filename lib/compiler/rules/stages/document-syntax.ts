import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const documentSyntax: RuleDescription<'document-syntax'> = {
  name: 'document-syntax',
  severities: ['error'],
  summary: 'The file must be JSON or YAML 1.2.',
  why: 'Nothing else can be said of a file that cannot be read. A key that is written twice is refused too, since only the last one would count; so are aliases that stand for more than two million values.',
  sources: [SOURCES.rfc8259, SOURCES.yaml],
  fix: 'Correct the text at the place that the message names.',
  bad: {
    yaml: `
      openapi: 3.0.3
      info: { title: Pets, version: 1.0.0 }
      servers: [{ url: https://pets.example.com ] # <-- here
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
