import type { HeaderField } from '../core/messages.ts';
import type { ClientCredentials } from '../core/outbound/read-credentials.ts';
import type { OAuth2Auth } from '../core/outbound-config.ts';
import { checkedLookup } from './checked-address.ts';
import { resolveEndpoint } from './endpoint-urls.ts';
import { exchange } from './http-exchange.ts';
import type { Fetched } from './keep-fresh.ts';
import { type Origin, parseOrigin } from './origin.ts';
import { readBody } from './read-body.ts';

/** Milliseconds for one request, the first connection's handshake included. */
const TIMEOUT = 3000;

/** Bytes. Tokens go into a header field, of which servers take 8 to 16 KB. */
const ANSWER_LIMIT = 64 * 1024;

/** Milliseconds for which a token is good whose server does not say (RFC 6749 section 5.1 recommends that it does). */
const DEFAULT_LIFE = 300_000;

/** Taken off a token's life: it travels, and clocks differ. */
const MARGIN = 10_000;

/** Of its life, after which another one is asked for while it is still used. */
const EARLY = 0.8;

/** Rejects with the OAuth error's name or the connection's; no word else of the answer. */
export type FetchToken = (credentials: ClientCredentials) => Promise<Fetched<string>>;

/** Asks for tokens by client credentials (RFC 6749 section 4.4). */
export function tokenClient(auth: OAuth2Auth): FetchToken {
  const { tokenUrl } = auth;
  // Where the operator says where it is really reached, that is what counts.
  const isLookedUp = resolveEndpoint(tokenUrl) === tokenUrl;
  const origin = { ...parseOrigin(tokenUrl), ...(isLookedUp && { lookup: checkedLookup }) };
  return (credentials) => fetchToken(origin, auth, credentials);
}

async function fetchToken(origin: Origin, auth: OAuth2Auth, credentials: ClientCredentials): Promise<Fetched<string>> {
  const { outcome } = exchange({
    origin,
    method: 'POST',
    path: '',
    headers: requestFields(auth, credentials),
    body: Buffer.from(requestBody(auth, credentials)),
    // It means the same when it comes twice.
    idempotent: true,
    timeout: TIMEOUT,
    connectTimeout: TIMEOUT,
  });
  const answer = await outcome;
  if (answer.kind !== 'answered') throw failure(answer);
  const body = await readBody(answer.body, ANSWER_LIMIT);
  if (body.kind !== 'complete') throw failure(body);
  return readTokenAnswer(answer.status, parse(body.body));
}

const failure = (outcome: { readonly kind: string; readonly reason?: string }) =>
  new Error(outcome.reason ?? outcome.kind);

function requestFields({ credentialsIn }: OAuth2Auth, { id, secret }: ClientCredentials): readonly HeaderField[] {
  // Each form-encoded before they are joined (RFC 6749 section 2.3.1).
  const pair = `${encode(id)}:${encode(secret)}`;
  return [
    ['Accept', 'application/json'],
    ['Content-Type', 'application/x-www-form-urlencoded'],
    ...(credentialsIn === 'body'
      ? []
      : [['Authorization', `Basic ${Buffer.from(pair).toString('base64')}`] satisfies HeaderField]),
  ];
}

const encode = (text: string): string => new URLSearchParams([['', text]]).toString().slice(1);

function requestBody({ scopes, audience, credentialsIn }: OAuth2Auth, { id, secret }: ClientCredentials): string {
  return new URLSearchParams({
    grant_type: 'client_credentials',
    ...(scopes.length > 0 && { scope: scopes.join(' ') }),
    ...(audience !== undefined && { audience }),
    ...(credentialsIn === 'body' && { client_id: id, client_secret: secret }),
  }).toString();
}

function readTokenAnswer(status: number, answer: Readonly<Record<string, unknown>>): Fetched<string> {
  const { access_token: token, token_type: type, expires_in: expiresIn, error } = answer;
  if (status !== 200) throw new Error(errorName(error) ?? `status ${status}`);
  if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) throw new Error('the answer holds no token');
  // RFC 6749 section 7.1: what is of an unknown type must not be used.
  if (String(type).toLowerCase() !== 'bearer') throw new Error('the token is no bearer token');
  const seconds = Number(expiresIn);
  const life = seconds > 0 ? seconds * 1000 : DEFAULT_LIFE;
  return { value: token, reuse: { fresh: life - MARGIN, early: Math.min(life - MARGIN, life * EARLY), usable: life } };
}

/** Of RFC 6749 section 5.2: a word, never a sentence of the server. */
const errorName = (error: unknown): string | undefined =>
  typeof error === 'string' && /^[a-z_]{1,40}$/.test(error) ? error : undefined;

function parse(body: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString());
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
