import { error, warning } from '../finding.ts';
import { member } from '../plain-object.ts';
import { classifyScheme } from '../security/classify-scheme.ts';
import { usedSchemes } from '../security/used-schemes.ts';
import { shown } from '../shown.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

/** Decision 1: what cannot be enforced is refused, not left open. */
export const securitySchemeSupported: Rule<'security-scheme-supported'> = {
  name: 'security-scheme-supported',
  severities: ['error', 'warning'],
  summary: 'A security scheme that an operation needs must be one that can be enforced.',
  why: "What cannot be enforced is refused, not left open: API Gateway's importer ignores every scheme but `apiKey`, and an operation would be public without a word. A key in a cookie is enforced, but browsers send it along whoever's page asks (cross-site request forgery), which nothing here can tell.",
  sources: [SOURCES.importantNotes, SOURCES.security],
  fix: 'Take the scheme out of the `security` of the operations, or disable them with `x-gateway: { disabled: true }`. Set a cookie that is a key with `SameSite=Strict`.',
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
      if (kind.kind === 'api-key' && member(value, 'in') === 'cookie') {
        const message = `security scheme "${name}": browsers send the cookie ${shown(member(value, 'name'))} along whoever's page asks, set it with SameSite=Strict, or take a header`;
        report(warning('security-scheme-supported', pointer, message));
      }
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
