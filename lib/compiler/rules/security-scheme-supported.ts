import { error } from '../finding.ts';
import { classifyScheme } from '../security/classify-scheme.ts';
import { usedSchemes } from '../security/used-schemes.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

/** Decision 1: what cannot be enforced is refused, not left open. */
export const securitySchemeSupported: Rule<'security-scheme-supported'> = {
  name: 'security-scheme-supported',
  severities: ['error'],
  summary: 'A security scheme that an operation needs must be one that can be enforced.',
  why: "What cannot be enforced is refused, not left open: API Gateway's importer ignores every scheme but `apiKey`, and an operation would be public without a word.",
  sources: [SOURCES.importantNotes, SOURCES.security],
  fix: 'Take the scheme out of the `security` of the operations, or disable them with `x-gateway: { disabled: true }`.',
  bad: {
    yaml: `
      paths:
        /pets:
          get:
            security: [{ password: [] }]
      components:
        securitySchemes:
          password: { type: http, scheme: digest } # <-- here
    `,
  },
  good: {
    yaml: `
      paths:
        /pets:
          get:
            security: [{ session: [] }]
      components:
        securitySchemes:
          session: { type: http, scheme: bearer, x-gateway: { issuer: https://id.example.com, audience: pets } }
    `,
  },
  check: (reading, report) => {
    for (const { name, value, pointer, operations } of usedSchemes(reading)) {
      const kind = classifyScheme(value);
      if (kind.kind !== 'unsupported') continue;
      const users = `${operations.length} operation${operations.length === 1 ? '' : 's'}, first "${operations[0]?.id}"`;
      const advice = 'take it out of their security, or disable them by x-gateway: { disabled: true }';
      report(
        error(
          'security-scheme-supported',
          pointer,
          `security scheme "${name}": ${kind.why}; needed by ${users}: ${advice}`,
        ),
      );
    }
  },
};
