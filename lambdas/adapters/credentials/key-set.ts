import { mayLookForNewKeys, planKeyRefresh } from '../../core/authorization/credentials/key-sets/plan-key-refresh.ts';
import { vetKeySet } from '../../core/authorization/credentials/key-sets/vet-key-set.ts';
import type { KeySource, TrustedIssuer } from '../../core/authorizer-config.ts';
import type { ResolveEndpoint } from '../endpoint-urls.ts';
import { FetchTimeout, fetchJson } from '../fetch-json.ts';
import { Unavailable } from './unavailable.ts';
import { type ImportedKey, importKeys } from './verification-keys.ts';

/** An issuer's keys, kept between requests. `now` is in milliseconds since the epoch. */
export interface KeySet {
  /** Keys that may be used at `now`. Rejects with `Unavailable` when there are none: nothing can be verified then. */
  current(now: number): Promise<readonly ImportedKey[]>;
  /** For a token whose key is not among them: newer keys, or `undefined` when there are none or it is too early to ask. */
  newer(now: number): Promise<readonly ImportedKey[] | undefined>;
}

/** Of one issuer, wherever schemes name it: they share its keys. */
export interface KeySets {
  of(issuer: IssuerKeys): KeySet;
}

export type IssuerKeys = KeySource & Pick<TrustedIssuer, 'issuer'>;

/** Milliseconds for metadata and keys together, a second try included. */
const fetchTimeout = 3_000;

export function createKeySets(resolve?: ResolveEndpoint): KeySets {
  const known = new Map<string, KeySet>();
  return {
    of(issuer) {
      const id = `${issuer.issuer} ${issuer.jwksUrl ?? issuer.discoveryUrl}`;
      const keySet = known.get(id) ?? createKeySet(issuer, resolve);
      known.set(id, keySet);
      return keySet;
    },
  };
}

/** The keys of an issuer, found through its metadata (OpenID Connect Discovery 1.0 section 4). Nothing is fetched yet. */
export function createKeySet(config: IssuerKeys, resolve?: ResolveEndpoint): KeySet {
  let keys: readonly ImportedKey[] | undefined;
  let fetchedAt: number | undefined;
  let attemptedAt: number | undefined;
  let inFlight: Promise<readonly ImportedKey[]> | undefined;

  async function fetchOnce(now: number): Promise<readonly ImportedKey[]> {
    attemptedAt = now;
    const fetched = await fetchKeys(config, resolve);
    fetchedAt = now;
    keys = fetched;
    return fetched;
  }

  function refresh(now: number): Promise<readonly ImportedKey[]> {
    inFlight ??= fetchOnce(now).finally(() => {
      inFlight = undefined;
    });
    return inFlight;
  }

  /** A flight begun at load may have been cut by Lambda freezing the process: its failure says nothing of the issuer. */
  async function refreshOrJoin(now: number): Promise<readonly ImportedKey[]> {
    const joined = inFlight;
    if (!joined) return refresh(now);
    return joined.catch(() => refresh(now));
  }

  const age = () => ({ fetchedAt, attemptedAt, isAsking: inFlight !== undefined });

  return {
    async current(now) {
      const plan = planKeyRefresh(age(), now);
      if (plan === 'use' && keys) return keys;
      if (plan === 'fail') throw new Unavailable('keys', 'the issuer has just failed', config.issuer);
      try {
        return await refreshOrJoin(now);
      } catch (cause) {
        if (plan === 'refresh-or-use' && keys) return keys;
        throw new Unavailable('keys', cause, config.issuer);
      }
    },
    async newer(now) {
      if (!mayLookForNewKeys(age(), now)) return undefined;
      return refresh(now).catch(() => undefined);
    },
  };
}

async function fetchKeys(config: IssuerKeys, resolve: ResolveEndpoint | undefined): Promise<readonly ImportedKey[]> {
  const end = performance.now() + fetchTimeout;
  const fetchLeft: FetchLeft = (url, configured) =>
    fetchJson(url, { timeout: Math.max(1, end - performance.now()), resolve, configured });
  const fetchOnce = async (): Promise<readonly ImportedKey[]> => {
    const url = config.jwksUrl ?? (await readKeySetUrl(config, fetchLeft));
    const configured = config.jwksUrl !== undefined || isSameHost(url, config.discoveryUrl);
    const keys = vetKeySet(await fetchLeft(url, configured));
    if (!keys) throw new Error('the answer is not a key set of public keys');
    return importKeys(keys);
  };
  try {
    return await fetchOnce();
  } catch (cause) {
    if (cause instanceof FetchTimeout) throw new Error(`no answer within ${fetchTimeout} ms`, { cause });
    return fetchOnce();
  }
}

/** In what is left of the time. */
type FetchLeft = (url: string, configured: boolean) => Promise<unknown>;

async function readKeySetUrl(
  { issuer, discoveryUrl }: IssuerKeys & { readonly discoveryUrl: string },
  fetchLeft: FetchLeft,
): Promise<string> {
  const metadata = await fetchLeft(discoveryUrl, true);
  if (!isObject(metadata) || metadata.issuer !== issuer) throw new Error('the metadata names another issuer');
  if (typeof metadata.jwks_uri !== 'string') throw new Error('the metadata has no jwks_uri');
  return metadata.jwks_uri;
}

const isSameHost = (one: string, other: string): boolean => URL.parse(one)?.host === new URL(other).host;

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
