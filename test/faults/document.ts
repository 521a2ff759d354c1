/**
 * The gateway's document: three targets; the same over HTTP/2 and TLS; one behind two names that DNS does not know; a cached
 * and two streamed operations.
 */
export const document = (targets: readonly string[], secure: readonly string[]): string => `
openapi: 3.1.0
info: { title: Faults, version: '1' }
x-gateway:
  backends:
    pool: { targets: [${targets.map((url) => `{ url: '${url}' }`).join(', ')}] }
    secure:
      targets: [${secure.map((url) => `{ url: '${url}' }`).join(', ')}]
      protocol: http2
      tls: { ca: ${CA}, clientCertificate: ${CLIENT}, serverName: ${SERVER_NAME} }
    half: { targets: [{ url: 'http://a.invalid' }, { url: 'http://b.invalid' }, { url: '${targets[0]}' }] }
  backend: pool
  timeout: 4s
paths:
  /items:
    get: { responses: { 200: { description: ok } } }
    put: { responses: { 200: { description: ok } } }
    post: { responses: { 200: { description: ok } } }
  /unresolvable:
    x-gateway: { backend: half }
    get: { responses: { 200: { description: ok } } }
    put: { responses: { 200: { description: ok } } }
    post: { responses: { 200: { description: ok } } }
  /cached:
    x-gateway: { cache: { ttl: 1s } }
    get: { responses: { 200: { description: ok } } }
    put: { responses: { 200: { description: ok } } }
    post: { responses: { 200: { description: ok } } }
  /secure:
    x-gateway: { backend: secure }
    get: { responses: { 200: { description: ok } } }
    put: { responses: { 200: { description: ok } } }
    post: { responses: { 200: { description: ok } } }
  /secure-stream:
    get: { x-gateway: { backend: secure, stream: true }, responses: { 200: { description: ok } } }
  /stream:
    get: { x-gateway: { stream: true }, responses: { 200: { description: ok } } }
`;

/** Names of secrets. */
export const CA = 'faults/ca';
export const CLIENT = 'faults/client';

/** In the targets' certificate. */
export const SERVER_NAME = 'target.internal';

export const isStreamed = (path: string): boolean => path.endsWith('stream');
