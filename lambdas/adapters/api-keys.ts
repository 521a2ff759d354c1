import { EXPIRES_TAG } from '../core/keys/key-tags.ts';
import { apiKeyArn } from '../core/keys/resource-arn.ts';
import { type AwsEnvironment, awsService, sendAws } from './aws-request.ts';

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

export interface ApiKeysEnvironment extends AwsEnvironment {
  readonly AWS_ENDPOINT_URL_API_GATEWAY?: string | undefined;
}

/** Milliseconds for one call: nobody waits for this function. */
const TIMEOUT = 5000;

/** Bytes: fifty tags. */
const ANSWER_LIMIT = 64 * 1024;

export function apiKeys(environment: ApiKeysEnvironment): ApiKeys {
  const service = awsService('apigateway', environment, environment.AWS_ENDPOINT_URL_API_GATEWAY);
  const send = (method: 'GET' | 'PATCH', path: string, body: string) =>
    sendAws(service, {
      method,
      path,
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body,
      timeout: TIMEOUT,
      answerLimit: ANSWER_LIMIT,
    });
  return {
    async read(id) {
      // Not the key itself: who may read that may read its value.
      const outcome = await send('GET', `/tags/${encodeURIComponent(apiKeyArn(service.region, id))}`, '');
      if (outcome.kind === 'unavailable') return outcome;
      if (outcome.status === 404) return { kind: 'gone' };
      if (outcome.status !== 200) return { kind: 'unavailable', reason: `status ${outcome.status}` };
      return { kind: 'known', expiresAt: readExpiry(outcome.body) };
    },
    async disable(id) {
      const patchOperations = [{ op: 'replace', path: '/enabled', value: 'false' }];
      const outcome = await send('PATCH', `/apikeys/${encodeURIComponent(id)}`, JSON.stringify({ patchOperations }));
      return outcome.kind === 'answered' && outcome.status === 200 ? 'done' : 'unavailable';
    },
  };
}

function readExpiry(body: Uint8Array): number | undefined {
  const { tags = {} } = JSON.parse(Buffer.from(body).toString()) as { readonly tags?: Record<string, string> }; // API reference, GetTags
  const expiry = Date.parse(tags[EXPIRES_TAG] ?? '');
  return Number.isNaN(expiry) ? undefined : expiry;
}
