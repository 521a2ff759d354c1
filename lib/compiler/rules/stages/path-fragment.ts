import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const pathFragment: RuleDescription<'path-fragment'> = {
  name: 'path-fragment',
  severities: ['error', 'info'],
  summary: 'Operations that differ by a `#fragment` or a query string of their path are one operation.',
  why: 'A fragment never leaves the client, and a query string does not choose an operation. They are served as the one under the plain path, which an info says; where their security, servers or `x-gateway` differ, that would change what is enforced, so it is an error.',
  sources: [SOURCES.openapi('paths-object', 'Paths Object'), SOURCES.rfc3986('3.5', 'Fragment')],
  fix: 'Make their `security`, `servers` and `x-gateway` equal, or write one operation.',
  bad: {
    yaml: `
      paths:
        /files:
          get: {}
        /files#shared:
          get: # <-- here
            x-gateway: { timeout: 1s }
    `,
  },
  good: {
    yaml: `
      paths:
        /files:
          get: {}
    `,
  },
};
