import type { ApiKey as AwsApiKey } from '@aws-sdk/client-api-gateway';
import {
  CONSUMER_TAG,
  DERIVED_TAG,
  EXPIRES_TAG,
  isOwnTag,
  REVOKED_TAG,
  SUCCESSOR_TAG,
  UNFINISHED_TAG,
} from '../../lambdas/core/keys/key-tags.ts';

/** An API key as its life cycle sees it, without its value. */
export interface ApiKey {
  readonly id: string;
  readonly consumer: string;
  readonly description: string;
  readonly isEnabled: boolean;
  readonly createdAt: Date | undefined;
  readonly expiresAt: Date | undefined;
  readonly revokedAt: Date | undefined;
  /** Of the key that was issued in its place. */
  readonly successor: string | undefined;
  /** In words; absent: its value is random, and somebody has it. */
  readonly derivedFrom: string | undefined;
  /** What a command that was interrupted has left to do. */
  readonly unfinished: string | undefined;
  readonly metadata: Readonly<Record<string, string>>;
}

export function readApiKey(key: AwsApiKey): ApiKey {
  const { tags = {} } = key;
  return {
    id: key.id ?? '',
    // A key made elsewhere has only its name.
    consumer: tags[CONSUMER_TAG] ?? harmless(key.name),
    description: harmless(key.description),
    isEnabled: key.enabled ?? false,
    createdAt: key.createdDate,
    expiresAt: date(tags[EXPIRES_TAG]),
    revokedAt: date(tags[REVOKED_TAG]),
    successor: tags[SUCCESSOR_TAG],
    derivedFrom: tags[DERIVED_TAG],
    unfinished: tags[UNFINISHED_TAG],
    metadata: Object.fromEntries(Object.entries(tags).filter(([name]) => !isOwnTag(name))),
  };
}

/** A key made elsewhere is called anything, and its name is shown in a terminal. */
const harmless = (text = ''): string => text.replaceAll(/\p{Cc}/gu, '\ufffd');

export type KeyState = 'active' | 'disabled' | 'expired' | 'revoked' | 'unfinished';

export function keyState(key: ApiKey, now: Date): KeyState {
  if (key.revokedAt !== undefined) return 'revoked';
  if (key.expiresAt !== undefined && key.expiresAt <= now) return 'expired';
  if (!key.isEnabled) return 'disabled';
  return key.unfinished === undefined ? 'active' : 'unfinished';
}

const date = (text: string | undefined): Date | undefined => (text === undefined ? undefined : new Date(text));
