import type { BackendConfig } from '../../../lambdas/core/router-config.ts';
import { error } from '../finding.ts';
import { isLoopback } from '../is-loopback.ts';
import { pointerTo } from '../json-pointer.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

export const credentialsInClear: Rule<'credentials-in-clear'> = {
  name: 'credentials-in-clear',
  severities: ['error'],
  summary: 'A token or password of the gateway goes to its targets over TLS only.',
  why: 'Whoever reads one `bearer`, `basic` or `oauth2` credential on its way can call the target until it is changed, and RFC 6750 forbids to send tokens without TLS. A private network is no exception: a load balancer, a mirror or a log on the way reads along. `sigv4` is not meant: it sends a signature that counts for minutes and one request, never the key. A target on this machine (`localhost`, `127.0.0.1`) may be plain, for development.',
  sources: [SOURCES.rfc6750, SOURCES.rfc7617],
  fix: 'Reach the targets by https, with `tls: { ca }` where their certificates are of your own authority; or sign with `sigv4`.',
  bad: {
    yaml: `
      x-gateway:
        backends:
          planner:
            targets: [{ url: http://planner.internal.example.com }]
            auth: # <-- here
              bearer: { secret: planner/token }
      paths:
        /blueprints:
          get: {}
    `,
  },
  good: {
    yaml: `
      x-gateway:
        backends:
          planner:
            targets: [{ url: https://planner.internal.example.com }]
            tls: { ca: planner/ca }
            auth:
              bearer: { secret: planner/token }
      paths:
        /blueprints:
          get: {}
    `,
  },
  check: ({ backends }, report) => {
    for (const [name, backend] of backends) {
      const { auth } = backend;
      if (auth === undefined || auth.kind === 'sigv4') continue;
      const plain = plainTarget(backend);
      if (plain === undefined) continue;
      const message = `auth ${auth.kind} would send its secret to ${plain} in clear text, reach that target by https`;
      report(error('credentials-in-clear', pointerTo('/x-gateway/backends', name, 'auth'), message));
    }
  },
};

/** The first place where targets are reached without TLS by way of a network. */
function plainTarget({ targets, sources = [] }: BackendConfig): string | undefined {
  const plain = targets.find(({ url }) => url.startsWith('http:') && !isLoopback(url));
  if (plain !== undefined) return plain.url;
  const source = sources.find(({ scheme }) => scheme === 'http');
  if (source === undefined) return undefined;
  return source.kind === 'srv' ? source.name : `${source.service} of ${source.namespace} (scheme: http)`;
}
