import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const pathAmbiguous: RuleDescription<'path-ambiguous'> = {
  name: 'path-ambiguous',
  severities: ['error', 'warning'],
  summary: 'Two operations of one method must not match the same requests.',
  why: 'The names of variables and a trailing slash do not count when a request is matched, so nothing could tell the operations apart. OpenAPI calls such paths identical and invalid. They are served as the first of them and validated only where they agree, which a warning says; where their security, servers or `x-gateway` differ, it is an error. Nor does a request show where one of two variables side by side ends (`/{id}{extension}`): they are matched as one, and their values are not validated.',
  sources: [SOURCES.openapi('paths-object', 'Paths Object')],
  fix: 'Change or remove one of the paths.',
  bad: {
    yaml: `
      paths:
        /pets/{id}:
          get: {}
        /pets/{name}:
          get: # <-- here
            x-gateway: { timeout: 1s }
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
