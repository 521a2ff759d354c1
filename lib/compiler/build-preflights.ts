import type { UnplacedOperation } from './build-operation.ts';
import { templateShape } from './dialects/template-shape.ts';
import type { Reading, ReadOperation } from './reading.ts';
import { credentialHeaders } from './security/credential-headers.ts';

/**
 * For each path with `cors` and no OPTIONS of its own, an operation that answers browsers' preflight requests (Fetch
 * standard, "CORS-preflight request"). It is open: browsers send no credentials with them.
 */
export function buildPreflights({ operations, document }: Reading): readonly UnplacedOperation[] {
  if (operations.every(({ policy }) => policy.cors === undefined)) return [];
  const paths = Map.groupBy(operations, ({ path }) => templateShape(path));
  return [...paths.values()].flatMap((group) => {
    const sharing = group.filter(({ policy }) => policy.cors !== undefined);
    const [first] = sharing;
    const cors = first?.policy.cors;
    if (cors === undefined || group.some(({ method }) => method === 'OPTIONS')) return [];
    const methods = sharing.map(({ method }) => method).sort();
    const names = new Set(sharing.flatMap((operation) => requestHeaders(operation, document)));
    const maxAge = Math.min(...sharing.map(({ policy }) => policy.cors?.maxAge ?? 0));
    return [
      {
        id: `OPTIONS ${first?.path}`,
        method: 'OPTIONS',
        path: first?.path ?? '',
        tags: [],
        summary: 'answers browsers that ask before a cross-origin request',
        security: { apiKey: false, requirements: undefined },
        parameters: [],
        handling: {
          kind: 'mock',
          status: 204,
          headers: [
            ['access-control-allow-methods', methods.join(', ')],
            ['access-control-allow-headers', [...names].sort().join(', ')],
            ['access-control-max-age', String(Math.floor(maxAge / 1000))],
          ],
          body: '',
        },
        responseHeaders: { set: [], remove: [] },
        stream: false,
        cors: { origins: cors.origins, exposeHeaders: [], credentials: cors.credentials },
        pointer: first?.pathPointer ?? '',
      },
    ];
  });
}

/** What the policy names, else what the operation declares or its security needs. */
function requestHeaders(operation: ReadOperation, document: Reading['document']): readonly string[] {
  const { policy, parameters, content } = operation;
  if (policy.cors?.headers !== undefined) return policy.cors.headers.map((name) => name.toLowerCase());
  const schemes = new Set(operation.security.alternatives.flat().map(({ scheme }) => scheme));
  const credentials = [...schemes].flatMap((scheme) => credentialHeaders(document.securitySchemes.get(scheme)?.value));
  return [
    ...(content.request ? ['content-type'] : []),
    ...credentials,
    ...parameters
      .filter(({ in: place, name }) => place === 'header' && name !== '')
      .map(({ name }) => name.toLowerCase()),
  ];
}
