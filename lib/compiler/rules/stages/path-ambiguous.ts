import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const pathAmbiguous: RuleDescription<'path-ambiguous'> = {
  name: 'path-ambiguous',
  severities: ['error'],
  summary: 'Two operations of one method must not match the same requests.',
  why: 'The names of variables and a trailing slash do not count when a request is matched, so nothing could tell the operations apart. OpenAPI calls such paths identical and invalid.',
  sources: [SOURCES.openapi('paths-object', 'Paths Object')],
  fix: 'Change or remove one of the paths.',
  bad: {
    yaml: `
      paths:
        /pets/{id}:
          get: {}
        /pets/{name}:
          get: {} # <-- here
    `,
  },
  good: {
    yaml: `
      paths:
        /pets/{id}:
          get: {}
        /pets/by-name/{name}:
          get: {}
    `,
  },
};
