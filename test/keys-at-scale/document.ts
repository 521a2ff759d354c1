/** Two plans: of `many`, and of those that are rotated, whose quota goes from a key to the next. Both are held against the table of keys too, by `allow`. */
export const DOCUMENT = `
openapi: 3.0.3
info: { title: Keys at scale, version: '1' }
x-gateway:
  plans:
    many: { throttle: { rate: 100000, burst: 100000 }, allow: [hello] }
    rotated: { throttle: { rate: 100000, burst: 100000 }, quota: { limit: 1000000, period: month }, allow: [hello] }
  mock: { status: 200, body: ok }
paths:
  /hello: { get: { operationId: hello, security: [{ key: [] }], responses: { '200': { description: ok } } } }
components: { securitySchemes: { key: { type: apiKey, in: header, name: x-api-key } } }
`;
