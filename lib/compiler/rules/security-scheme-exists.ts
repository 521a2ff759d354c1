import { error } from '../finding.ts';
import { nearestAmong } from '../nearest-word.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

export const securitySchemeExists: Rule<'security-scheme-exists'> = {
  name: 'security-scheme-exists',
  severities: ['error'],
  summary: 'A security scheme that an operation names must be declared.',
  why: 'A requirement that names nothing cannot be enforced, and API Gateway would import the operation open.',
  sources: [SOURCES.openapi('security-requirement-object', 'Security Requirement Object')],
  fix: 'Correct the name, or declare the scheme in `components.securitySchemes`.',
  bad: {
    yaml: `
      paths:
        /pets:
          get:
            security:
              - sesion: [] # <-- here
      components:
        securitySchemes:
          session: { type: http, scheme: bearer, x-gateway: { issuer: https://id.example.com, audience: pets } }
    `,
  },
  good: {
    yaml: `
      paths:
        /pets:
          get:
            security:
              - session: []
      components:
        securitySchemes:
          session: { type: http, scheme: bearer, x-gateway: { issuer: https://id.example.com, audience: pets } }
    `,
  },
  check: ({ document: { securitySchemes }, operations }, report) => {
    const nearestName = nearestAmong(securitySchemes.keys());
    for (const { scheme, pointer } of operations.flatMap(({ security }) => security.alternatives.flat())) {
      if (securitySchemes.has(scheme)) continue;
      const nearest = nearestName(scheme);
      const advice = nearest === undefined ? 'declare it in components.securitySchemes' : `did you mean "${nearest}"`;
      report(error('security-scheme-exists', pointer, `security scheme "${scheme}" does not exist, ${advice}`));
    }
  },
};
