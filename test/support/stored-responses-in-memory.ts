import type { StoredResponse, StoredResponses } from '../../lambdas/core/caching/stored-responses.ts';

/** The port in its simplest form: what the contract test says of it, it says of every store. */
export function storedResponsesInMemory(): StoredResponses {
  const responses = new Map<string, StoredResponse>();
  return {
    async get(key) {
      const response = responses.get(key);
      return response ? { kind: 'found', response } : { kind: 'absent' };
    },
    async put(key, response) {
      if (response.body.byteLength > 400 * 1024) return { kind: 'too-large' };
      responses.set(key, { ...response, body: Uint8Array.from(response.body) });
      return { kind: 'stored' };
    },
  };
}
