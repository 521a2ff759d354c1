import { resolveScheme } from '../security/resolve-scheme.ts';
import { usedSchemes } from '../security/used-schemes.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

/** Decision 14: an issuer is needed, never guessed. */
export const securityIssuer: Rule<'security-issuer'> = {
  name: 'security-issuer',
  severities: ['error', 'info'],
  summary: 'A scheme of tokens must say whose tokens are accepted, and for which audience.',
  why: "A token is checked against the keys of its issuer. OpenAPI names none for `oauth2` and `bearer`, and none is guessed; keys fetched over plain HTTP would be anybody's. In development `dev` binds the local issuer, which an info says.",
  sources: [SOURCES.discovery, SOURCES.security],
  fix: 'Give the scheme `x-gateway: { issuer, audience }`, or pass `issuers` to the construct; `audience: null` accepts every audience.',
  bad: {
    yaml: `
      security: [{ session: [] }]
      paths:
        /pets:
          get: {}
      components:
        securitySchemes:
          session: { type: http, scheme: bearer } # <-- here
    `,
  },
  good: {
    yaml: `
      security: [{ session: [] }]
      paths:
        /pets:
          get: {}
      components:
        securitySchemes:
          session: { type: http, scheme: bearer, x-gateway: { issuer: https://id.example.com, audience: pets } }
    `,
  },
  check: (reading, report) => {
    for (const scheme of usedSchemes(reading)) resolveScheme(scheme, reading.options, report);
  },
};
