import type { ApiModel, Operation } from '../../lib/compiler/index.ts';

/** A public GET to the backend `main`, but for what is given. */
export function anOperation(given: Partial<Operation> & { readonly path: string }): Operation {
  const method = given.method ?? 'GET';
  return {
    id: `${method} ${given.path}`,
    method,
    tags: [],
    summary: '',
    security: { apiKey: false, requirements: undefined },
    parameters: [],
    handling: {
      kind: 'proxy',
      backend: 'main',
      targetPath: given.path,
      timeout: 5000,
      requestHeaders: { set: [], remove: [] },
    },
    responseHeaders: { set: [], remove: [] },
    stream: false,
    resource: { path: given.path, method },
    pointer: '',
    ...given,
  };
}

/** One backend of one target, one scheme `session` of https://id.example.com, no plans. */
export function aModel(operations: readonly Operation[], given: Partial<ApiModel> = {}): ApiModel {
  return {
    title: 'Test',
    version: '1.0.0',
    backends: { main: { balance: 'least-latency', targets: [{ url: 'https://main.example.com', weight: 1 }] } },
    schemes: {
      session: {
        kind: 'jwt',
        issuers: [
          {
            issuer: 'https://id.example.com',
            audience: ['test'],
            discoveryUrl: 'https://id.example.com/.well-known/openid-configuration',
            algorithms: ['RS256'],
          },
        ],
      },
    },
    cacheTtls: {},
    keySource: 'HEADER',
    plans: [],
    operations,
    schemas: { request: {}, response: {} },
    ...given,
  };
}
