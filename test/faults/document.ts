/** The gateway's document: three targets; the same behind two names that DNS does not know; a cached and a streamed operation. */
export const document = (targets: readonly string[]): string => `
openapi: 3.1.0
info: { title: Faults, version: '1' }
x-gateway:
  backends:
    pool: { targets: [${targets.map((url) => `{ url: '${url}' }`).join(', ')}] }
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
  /stream:
    get: { x-gateway: { stream: true }, responses: { 200: { description: ok } } }
`;
