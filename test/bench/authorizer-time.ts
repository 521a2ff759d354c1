import { constants, verify } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { startTestIssuer } from '../support/start-test-issuer.ts';
import { createTestKey, type TestAlgorithm, type TestKey } from '../support/test-key.ts';
import { authorizerEvent } from './authorizer-event.ts';
import { exampleBundles } from './example-bundles.ts';
import { installTokenPeers } from './install-peers.ts';
import type { Row } from './row.ts';
import { quantile } from './statistics.ts';

const ISSUER = 'https://id.example.com';
const ROUNDS = 100;
const WARM_UP_ROUNDS = 100;
const TOKENS = 64;

type Call = (index: number) => unknown;

/**
 * Time from the authorizer's event to its answer, of the bundle as it is deployed, beside the one call of OpenSSL that it rests
 * on: with its options as Node documents them, and, in a row without a bound, with all that can be prepared at hand. And beside
 * jose and aws-jwt-verify, which verify the same tokens and decide nothing.
 */
export async function benchAuthorizerTime(root: string): Promise<readonly Row[]> {
  const { authorizer } = await exampleBundles(root);
  const peers = createRequire(join(await installTokenPeers(root), 'index.js'));
  const issuer = await startTestIssuer(ISSUER);
  const keys = (['RS256', 'ES256', 'EdDSA'] as const).map((algorithm) => createTestKey(algorithm));
  issuer.publish(...keys);
  process.env.ENDPOINT_URLS = JSON.stringify(issuer.endpointUrls);
  const { handler } = createRequire(import.meta.url)(authorizer);
  const { JwtVerifier } = peers('aws-jwt-verify');
  const verifier = JwtVerifier.create({ issuer: ISSUER, audience: 'blueprints', jwksUri: `${ISSUER}/jwks` });
  const jwks = { keys: keys.map(({ publicJwk }) => publicJwk) };
  verifier.cacheJwks(jwks);
  const keySet = createLocalJWKSet(jwks);
  try {
    const rows: Row[] = [];
    for (const key of keys) {
      const tokens = tokensOf(key);
      const events = tokens.map((token) => authorizerEvent({ Authorization: [`Bearer ${token}`] }));
      const calls: readonly Call[] = [
        (index) => handler(events[index], {}),
        bareCall(key, tokens, optionsBeside(key)),
        bareCall(key, tokens, Object.assign(key.publicKey, key.algorithm === 'ES256' && { dsaEncoding: 'ieee-p1363' })),
        (index) => jwtVerify(tokens[index] ?? '', keySet, { issuer: ISSUER, audience: 'blueprints' }),
        (index) => verifier.verifySync(tokens[index]),
      ];
      const answer = (await calls[0]?.(0)) as { readonly context?: { readonly subject?: string } }; // API Gateway's format
      if (answer.context?.subject !== 'bench-0') throw new Error(`the authorizer refused: ${JSON.stringify(answer)}`);
      rows.push(...rowsOf(key.algorithm, await timeInTurn(calls)));
    }
    return rows;
  } finally {
    await issuer.close();
  }
}

function tokensOf(key: TestKey): readonly string[] {
  const iat = Math.floor(Date.now() / 1000);
  return Array.from({ length: TOKENS }, (_, index) =>
    key.signToken({
      iss: ISSUER,
      aud: 'blueprints',
      sub: `bench-${index}`,
      client_id: 'bench',
      scope: 'blueprints:read blueprints:write',
      jti: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      iat,
      exp: iat + 3600,
    }),
  );
}

type BareKey = Parameters<typeof verify>[2];

/** The signature alone, of bytes at hand, on a key at hand. */
function bareCall({ algorithm }: TestKey, tokens: readonly string[], key: BareKey): Call {
  const parts = tokens.map((token) => {
    const end = token.lastIndexOf('.');
    return { input: Buffer.from(token.slice(0, end)), signature: Buffer.from(token.slice(end + 1), 'base64url') };
  });
  const hash = algorithm === 'EdDSA' ? null : 'sha256';
  return (index) => {
    const part = parts[index];
    if (!part || !verify(hash, part.input, key, part.signature)) throw new Error('the bare call refused');
  };
}

/** Node makes another key of it at each call. */
function optionsBeside({ algorithm, publicKey }: TestKey): BareKey {
  return algorithm === 'ES256'
    ? { key: publicKey, dsaEncoding: 'ieee-p1363' }
    : { key: publicKey, padding: constants.RSA_PKCS1_PADDING };
}

/**
 * Microseconds of the processor for each call, round by round in turn: all of them work on this thread, jose on another one as well, and what else runs on
 * the machine does not count.
 */
async function timeInTurn(calls: readonly Call[]): Promise<readonly (readonly number[])[]> {
  const times: readonly number[][] = calls.map(() => []);
  for (let round = 0; round < ROUNDS + WARM_UP_ROUNDS; round += 1) {
    for (const [side, call] of calls.entries()) {
      const before = process.cpuUsage();
      for (let index = 0; index < TOKENS; index += 1) await call(index);
      const { user, system } = process.cpuUsage(before);
      if (round >= WARM_UP_ROUNDS) times[side]?.push((user + system) / TOKENS);
    }
  }
  return times;
}

function rowsOf(algorithm: TestAlgorithm, [ours = [], ...others]: readonly (readonly number[])[]): readonly Row[] {
  const [documented, prepared, jose, awsJwtVerify] = others.map((times) => quantile(times, 0.5));
  const beside = (name: string, value = Number.NaN): Row => ({
    measure: `authorizer, ${algorithm} token verified and decided, p50`,
    unit: 'µs',
    ours: quantile(ours, 0.5),
    peer: { name, value },
  });
  return [
    { ...beside('crypto.verify, { key, … }', documented), bound: { kind: 'at most', value: 1.25 } },
    beside('crypto.verify, a prepared KeyObject', prepared),
    beside('jose', jose),
    beside('aws-jwt-verify', awsJwtVerify),
  ];
}
