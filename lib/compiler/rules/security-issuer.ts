import { error, type Report } from '../finding.ts';
import { nearestWord } from '../nearest-word.ts';
import type { Reading } from '../reading.ts';
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
    reportStrangers(reading, report);
    for (const scheme of usedSchemes(reading)) resolveScheme(scheme, reading.options, report);
  },
};

/** Issuers that the construct is given for a scheme which is not there: a mistyped name would leave the scheme its own ones. */
function reportStrangers({ document, options }: Reading, report: Report): void {
  const schemes = [...document.securitySchemes.keys()];
  for (const name of Object.keys(options.issuers ?? {})) {
    if (document.securitySchemes.has(name)) continue;
    const near = nearestWord(name, schemes);
    const advice = near === undefined ? `there are ${schemes.join(', ') || 'none'}` : `did you mean "${near}"?`;
    const message = `issuers names "${name}", which is no security scheme of the document: ${advice}`;
    report(error('security-issuer', '/components/securitySchemes', message));
  }
}
