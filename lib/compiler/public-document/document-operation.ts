import type { UnplacedOperation } from '../build-operation.ts';

/** Serves the document for consumers, to anybody. */
export const documentOperation: UnplacedOperation = {
  id: 'GET /_gateway/openapi.json',
  method: 'GET',
  path: '/_gateway/openapi.json',
  tags: [],
  summary: 'this API as OpenAPI',
  security: { apiKey: false, requirements: undefined },
  parameters: [],
  handling: { kind: 'document' },
  responseHeaders: { set: [], remove: [] },
  stream: false,
  pointer: '/x-gateway/publicDocument',
};
