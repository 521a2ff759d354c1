import type { Credential, Identity } from '../../core/authorization/credential.ts';
import { checkAnswer } from '../../core/authorization/credentials/introspection/check-answer.ts';
import {
  type AuthorizationScheme,
  readAuthorization,
} from '../../core/authorization/credentials/read-authorization.ts';
import { maxTokenLength } from '../../core/authorization/credentials/tokens/parse-token.ts';
import type { RefusalReason } from '../../core/authorization/refusal-reason.ts';
import type { IntrospectionSchemeConfig } from '../../core/authorizer-config.ts';
import type { ResolveEndpoint } from '../endpoint-urls.ts';
import { askIntrospection } from './ask-introspection.ts';
import { boundedMap } from './bounded-map.ts';
import { sha256 } from './sha256.ts';
import { unknownTokens } from './unknown-tokens.ts';
import type { AuthorizerRequest, CredentialVerifier, VerifierParts } from './verifier.ts';

/** b64token (RFC 6750 section 2.1): what an opaque token may be made of. */
const tokenPattern = /^[\w.~+/-]+=*$/;

/** Milliseconds that an issuer's "not active" counts. */
const inactiveFor = 10_000;

/** Answers of each sort that are remembered: whoever invents tokens pushes out no good one. */
const remembered = 1000;

interface Kept {
  readonly credential: Credential;
  readonly until: number;
}

/** Verifies opaque tokens by asking their issuer (RFC 7662), which fails closed. */
export function verifyIntrospected(
  scheme: IntrospectionSchemeConfig,
  { secrets, checkBinding, revocations }: Pick<VerifierParts, 'secrets' | 'checkBinding' | 'revocations'>,
  resolve?: ResolveEndpoint,
): CredentialVerifier {
  const ask = askIntrospection(scheme, secrets, resolve);
  const active = boundedMap<Kept>(remembered);
  const inactive = boundedMap<Kept>(remembered);
  const flights = new Map<string, Promise<Credential>>();
  const unknown = unknownTokens();

  async function introspect(token: string, id: string, now: number): Promise<Credential> {
    const credential = checkAnswer(await ask(token, now), scheme, now);
    const store = credential.kind === 'verified' ? active : inactive;
    store.set(id, { credential, until: keptUntil(credential, now) });
    return credential;
  }

  function keptUntil(credential: Credential, now: number): number {
    if (credential.kind === 'refused') return now + inactiveFor;
    const { expiresAt = Number.POSITIVE_INFINITY } = credential.identity;
    return Math.min(now + (scheme.cacheFor ?? 60) * 1000, expiresAt);
  }

  async function credentialOf(token: string, source: string, now: number): Promise<Credential> {
    const id = sha256(token);
    const kept = active.get(id) ?? inactive.get(id);
    if (kept && now < kept.until) return kept.credential;
    if (!unknown.mayAsk(source, now)) return { kind: 'refused', reason: 'too-many-unknown-tokens' };
    const flight =
      flights.get(id) ??
      introspect(token, id, now).finally(() => {
        flights.delete(id);
      });
    flights.set(id, flight);
    const credential = await flight;
    if (credential.kind === 'refused') unknown.count(source, now);
    return credential;
  }

  /** What is known here of a token that its issuer calls active. */
  async function refuseHere(identity: Identity, presented: Presented, now: number): Promise<RefusalReason | undefined> {
    const { issuer, subject, claims } = identity;
    const { cnf, jti, iat } = claims;
    if (await revocations.isRevoked({ iss: issuer, jti, sub: subject, iat }, now)) return 'revoked';
    const { text, scheme: sentAs, request } = presented;
    return scheme.bound && checkBinding({ text, cnf, scheme: sentAs }, scheme.bound, request, now);
  }

  return {
    warm: (now) => revocations.warm(now),
    async verify(request, now) {
      const authorization = readAuthorization(
        request.multiValueHeaders,
        scheme.bound ? ['bearer', 'dpop'] : ['bearer'],
      );
      if (authorization.kind === 'refused') return authorization;
      const { value: text, scheme: sentAs } = authorization;
      if (text.length > maxTokenLength) return { kind: 'refused', reason: 'token-too-large' };
      if (!tokenPattern.test(text)) return { kind: 'refused', reason: 'token-malformed' };
      const credential = await credentialOf(text, request.sourceIp, now);
      if (credential.kind === 'refused') return credential;
      const reason = await refuseHere(credential.identity, { text, scheme: sentAs, request }, now);
      return reason === undefined ? credential : { kind: 'refused', reason };
    },
  };
}

interface Presented {
  readonly text: string;
  readonly scheme: AuthorizationScheme;
  readonly request: AuthorizerRequest;
}
