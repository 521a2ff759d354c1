import { error, warning } from '../finding.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

const SCHEMES = `
      components:
        securitySchemes:
          partner: { type: mutualTLS }
`;

const NEEDS_DOMAIN =
  'client certificates need a custom domain with a truststore: pass domain: { name, certificateArn, truststore } to the construct';

export const mutualTls: Rule<'mutual-tls'> = {
  name: 'mutual-tls',
  severities: ['error', 'warning'],
  summary: '`mutualTLS` must be asked for by every operation, of an API that has a domain with a truststore.',
  why: 'A certificate is asked for while the connection is made, before any operation is known, and only at a custom domain: API Gateway holds it against the truststore of the domain. Operations that need none could not be called without one there, and at any other address those that do would be open to anybody, which is why the default endpoint is switched off.',
  sources: [SOURCES.mutualTls, SOURCES.security],
  fix: 'Name it in every alternative of the root `security`, and give the construct `domain: { name, certificateArn, truststore }`; or put the operations that need it into an API of their own.',
  bad: {
    yaml: `
      paths:
        /pets:
          get:
            security: [{ partner: [] }]
          post:
            security: [] # <-- here${SCHEMES}`,
    options: { clientCertificates: true },
  },
  good: {
    yaml: `
      security: [{ partner: [] }]
      paths:
        /pets:
          get: {}
          post: {}${SCHEMES}`,
    options: { clientCertificates: true },
  },
  check: (reading, report) => {
    const { kindOf } = reading.security;
    const needs = (alternative: readonly { readonly scheme: string }[]): boolean =>
      alternative.some(({ scheme }) => kindOf(scheme) === 'certificate');
    const asking = reading.operations.filter(({ security }) => security.alternatives.some(needs));
    const [first] = asking;
    if (first === undefined) return;
    const { clientCertificates } = reading.options;
    // Only who deploys knows of a domain.
    if (clientCertificates !== true)
      report((clientCertificates === false ? error : warning)('mutual-tls', first.security.pointer, NEEDS_DOMAIN));
    if (clientCertificates === false) return;
    const open = reading.operations.filter(
      ({ security: { alternatives } }) => !alternatives.length || !alternatives.every(needs),
    );
    for (const { security, pointer, id } of new Map(
      open.map((each) => [each.security.pointer || each.pointer, each]),
    ).values()) {
      const message = `"${id}" can be called without the client certificate that the domain asks everybody for ("${first.id}" needs it), name it in each alternative or move it to another API`;
      report(error('mutual-tls', security.pointer || pointer, message));
    }
  },
};
