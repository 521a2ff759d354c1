import { EXPIRES_TAG } from '../core/keys/key-tags.ts';
import { apiKeyArn } from '../core/keys/resource-arn.ts';
import { type ControlPlaneEnvironment, controlPlane } from './control-plane.ts';

/** API Gateway's control plane, as far as the end of keys needs it. */
export interface ApiKeys {
  /** When a key ends by its own tag, in milliseconds since the epoch. */
  read(id: string): Promise<KeyOutcome>;
  disable(id: string): Promise<'done' | 'unavailable'>;
}

export type KeyOutcome =
  | { readonly kind: 'known'; readonly expiresAt: number | undefined }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** Bytes: fifty tags. */
const ANSWER_LIMIT = 64 * 1024;

export function apiKeys(environment: ControlPlaneEnvironment): ApiKeys {
  const gateway = controlPlane(environment, ANSWER_LIMIT);
  return {
    async read(id) {
      // Not the key itself: who may read that may read its value.
      const outcome = await gateway.get(`/tags/${encodeURIComponent(apiKeyArn(gateway.region, id))}`);
      if (outcome.kind === 'unavailable') return outcome;
      if (outcome.status === 404) return { kind: 'gone' };
      if (outcome.status !== 200) return { kind: 'unavailable', reason: `status ${outcome.status}` };
      return { kind: 'known', expiresAt: readExpiry(outcome.body) };
    },
    async disable(id) {
      const patchOperations = [{ op: 'replace', path: '/enabled', value: 'false' }];
      const outcome = await gateway.patch(`/apikeys/${encodeURIComponent(id)}`, { patchOperations });
      return outcome.kind === 'answered' && outcome.status === 200 ? 'done' : 'unavailable';
    },
  };
}

function readExpiry(body: Uint8Array): number | undefined {
  const { tags = {} } = JSON.parse(Buffer.from(body).toString()) as { readonly tags?: Record<string, string> }; // API reference, GetTags
  const expiry = Date.parse(tags[EXPIRES_TAG] ?? '');
  return Number.isNaN(expiry) ? undefined : expiry;
}
