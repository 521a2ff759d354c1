import type { JwtSchemeConfig, SchemeConfig, TrustedIssuer } from '../../../lambdas/core/authorizer-config.ts';
import { member } from '../plain-object.ts';
import type { Reading } from '../reading.ts';
import { classifyScheme } from '../security/classify-scheme.ts';
import { resolveScheme } from '../security/resolve-scheme.ts';
import { type UsedScheme, usedSchemes } from '../security/used-schemes.ts';
import { userPools } from '../security/user-pools.ts';
import { inNext, type Tell } from './change.ts';

/** Schemes that some operation needs, by name. */
export function diffSchemes(base: Reading, next: Reading, tell: Tell): void {
  const before = new Map(usedSchemes(base).map((scheme) => [scheme.name, scheme]));
  for (const scheme of usedSchemes(next)) {
    const was = before.get(scheme.name);
    if (was === undefined) continue;
    const say = (check: SchemeCheck, message: string) =>
      tell(check, inNext(scheme), `security scheme "${scheme.name}": ${message}`);
    const [from, to] = [credentialOf(was), credentialOf(scheme)];
    if (from === to) diffConfigs(configOf(was, base), configOf(scheme, next), say);
    else say('security-scheme-changed', `${from} became ${to}`);
  }
}

type SchemeCheck = 'security-scheme-changed' | 'security-scheme-widened';
type Say = (check: SchemeCheck, message: string) => void;

function credentialOf(scheme: UsedScheme): string {
  const { value } = scheme;
  const type = member(value, 'type');
  const { kind } = classifyScheme(value);
  if (kind === 'iam') return 'signature of AWS credentials';
  if (kind === 'cognito') return `token of ${userPools(scheme).join(', ') || 'a user pool'}`;
  if (type === 'apiKey') return `API key in ${member(value, 'in')} "${member(value, 'name')}"`;
  if (type === 'mutualTLS') return 'client certificate';
  return type === 'http' ? `http ${String(member(value, 'scheme')).toLowerCase()}` : 'token';
}

const configOf = (scheme: UsedScheme, { options }: Reading): SchemeConfig | undefined =>
  resolveScheme(scheme, options, () => undefined)?.config;

function diffConfigs(base: SchemeConfig | undefined, next: SchemeConfig | undefined, say: Say): void {
  if (base?.kind === 'jwt' && next?.kind === 'jwt') diffIssuers(base, next, say);
  if (base?.kind === 'introspection' && next?.kind === 'introspection') diffAudience(base, next, say);
  const [was, is] = [demandsOf(base), demandsOf(next)];
  if (was !== is) say('security-scheme-changed', `what is asked of tokens, ${was}, became ${is}`);
}

/** How long ago and ahead clocks may be is no matter of the client's. */
function demandsOf(config: SchemeConfig | undefined): string {
  if (config?.kind !== 'jwt' && config?.kind !== 'introspection') return '{}';
  const { claims, bound } = config;
  const own = config.kind === 'jwt' ? { maxLifetime: config.maxLifetime, requireAtJwt: config.requireAtJwt } : {};
  return JSON.stringify({ claims, bound, ...own });
}

/** Whose tokens were good must be still, in the order of either document. */
function diffIssuers({ issuers: before }: JwtSchemeConfig, { issuers: after }: JwtSchemeConfig, say: Say): void {
  const gone = before.filter(({ issuer }) => after.every((other) => other.issuer !== issuer));
  const added = after.filter(({ issuer }) => before.every((other) => other.issuer !== issuer));
  const named = (some: readonly TrustedIssuer[]) => some.map(({ issuer }) => issuer).join(', ');
  if (gone.length > 0) say('security-scheme-changed', `issuer ${named(gone)} became ${named(added) || 'none'}`);
  else if (added.length > 0) say('security-scheme-widened', `issuer ${named(added)} added`);
  // An issuer that takes the place of the only other one has its audience compared with that one's.
  const replaced = before.length === 1 && after.length === 1;
  for (const one of before) {
    const other = replaced ? after[0] : after.find(({ issuer }) => issuer === one.issuer);
    if (other !== undefined) diffAudience(one, other, say);
  }
}

type Audience = Pick<TrustedIssuer, 'audience'>;

function diffAudience({ audience: base }: Audience, { audience: next }: Audience, say: Say): void {
  const change = `audience ${base ?? 'any'} became ${next ?? 'any'}`;
  if (!isWithin(base, next)) say('security-scheme-changed', change);
  else if (!isWithin(next, base)) say('security-scheme-widened', change);
}

/** `null` is any audience. */
function isWithin(one: TrustedIssuer['audience'], other: TrustedIssuer['audience']): boolean {
  return other === null || (one?.every((audience) => other.includes(audience)) ?? false);
}
