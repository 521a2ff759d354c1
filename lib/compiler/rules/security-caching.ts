import { info } from '../finding.ts';
import { cacheGroups, keeping } from '../security/cache-groups.ts';
import { resolveScheme } from '../security/resolve-scheme.ts';
import { usedSchemes } from '../security/used-schemes.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

const SCHEMES = `
      components:
        securitySchemes:
          partner: { type: apiKey, in: header, name: x-partner-key }
          session: { type: http, scheme: bearer, x-gateway: { issuer: https://id.example.com, audience: pets } }
`;

export const securityCaching: Rule<'security-caching'> = {
  name: 'security-caching',
  severities: ['info'],
  summary: 'Whose credentials are verified anew for each request, because a kept answer could be wrong.',
  why: 'API Gateway keeps the answer of an authorizer by the fields that it is told of, asks for all of them, and gives it to every request with the same values. So an answer is kept (60s, or `cacheTtl`) only where each alternative of an operation is sent in the same fields and rests on nothing else. Elsewhere the authorizer is asked each time: right, but some milliseconds slower.',
  sources: [SOURCES.authorizers, SOURCES.security],
  fix: 'Nothing has to be done. To have answers kept, let all alternatives be sent in one field, such as tokens of several issuers.',
  bad: {
    yaml: `
      paths:
        /pets:
          get:
            security: [{ session: [] }, { partner: [] }] # <-- here${SCHEMES}`,
  },
  good: {
    yaml: `
      paths:
        /pets:
          get:
            security: [{ session: [] }]${SCHEMES}`,
  },
  check: (reading, report) => {
    const { security } = reading;
    const resolved = usedSchemes(reading).flatMap((scheme) => {
      const found = resolveScheme(scheme, reading.options, () => undefined);
      return found === undefined ? [] : [[scheme.name, found] as const];
    });
    const schemes = Object.fromEntries(resolved.map(([name, { config }]) => [name, config]));
    const cacheTtls = Object.fromEntries(
      resolved.flatMap(([name, { cacheTtl }]) => (cacheTtl === undefined ? [] : [[name, cacheTtl]])),
    );
    for (const each of new Set(reading.operations.map((operation) => operation.security))) {
      const { requirements } = security.of(each);
      const names = new Set(requirements?.flat().map(({ scheme }) => scheme));
      if (requirements === undefined || [...names].some((name) => !Object.hasOwn(schemes, name))) continue;
      const why = keeping(requirements, schemes, cacheTtls);
      if (typeof why === 'string')
        report(info('security-caching', each.pointer, `the authorizer is asked for each request: ${why}`));
    }
    const operations = reading.operations.map(({ id, security: own }) => ({ id, security: security.of(own) }));
    const { surplus } = cacheGroups({ operations, schemes, cacheTtls });
    if (surplus > 0) {
      const message = `API Gateway has 10 authorizers per API: the answers for ${surplus} more combinations of schemes are not kept`;
      report(info('security-caching', '/components/securitySchemes', message));
    }
  },
};
