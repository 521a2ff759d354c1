import type { TrustedIssuer } from '../../../lambdas/core/authorizer-config.ts';
import type { NamedScheme, NormalSecurity } from '../dialects/normal-document.ts';
import { member } from '../plain-object.ts';
import type { Reading } from '../reading.ts';
import { resolveIssuer } from '../security/resolve-issuer.ts';
import { type UsedScheme, usedSchemes } from '../security/used-schemes.ts';
import { inNext, type OperationPair, type Tell } from './change.ts';

/** Each way in that was enough must still be, whatever else is possible now. */
export function diffSecurity({ base, next }: OperationPair, tell: Tell): void {
  const [was, is] = [waysIn(base.security), waysIn(next.security)];
  const message = `security ${described(was)} became ${described(is)}`;
  const place = inNext(next.security.pointer === '' ? next : next.security);
  if (!was.every((way) => is.some((each) => isEnough(way, each)))) tell('security-stronger', place, message);
  else if (!is.every((way) => was.some((each) => isEnough(way, each)))) tell('security-weaker', place, message);
}

type WayIn = readonly NamedScheme[];

/** No alternative at all is one that needs nothing. */
const waysIn = ({ alternatives }: NormalSecurity): readonly WayIn[] =>
  alternatives.length === 0 ? [[]] : alternatives;

function isEnough(credentials: WayIn, needed: WayIn): boolean {
  return needed.every(({ scheme, scopes }) =>
    credentials.some((given) => given.scheme === scheme && scopes.every((scope) => given.scopes.includes(scope))),
  );
}

function described(ways: readonly WayIn[]): string {
  const one = (way: WayIn) =>
    way.map(({ scheme, scopes }) => (scopes.length === 0 ? scheme : `${scheme} (${scopes.join(', ')})`)).join(' and ');
  return ways.map((way) => one(way) || 'none').join(', or ');
}

/** Schemes that some operation needs, by name. */
export function diffSchemes(base: Reading, next: Reading, tell: Tell): void {
  const before = new Map(usedSchemes(base).map((scheme) => [scheme.name, scheme]));
  for (const scheme of usedSchemes(next)) {
    const was = before.get(scheme.name);
    if (was === undefined) continue;
    const message = `security scheme "${scheme.name}":`;
    const [from, to] = [credentialOf(was), credentialOf(scheme)];
    if (from !== to) {
      tell('security-scheme-changed', inNext(scheme), `${message} ${from} became ${to}`);
      continue;
    }
    const [trusted, trusts] = [issuerOf(was, base), issuerOf(scheme, next)];
    if (trusted !== undefined && trusts !== undefined) diffIssuers(trusted, trusts, scheme, tell);
  }
}

function credentialOf({ value }: UsedScheme): string {
  const type = member(value, 'type');
  if (type === 'apiKey') return `API key in ${member(value, 'in')} "${member(value, 'name')}"`;
  return type === 'http' ? `http ${String(member(value, 'scheme')).toLowerCase()}` : 'token';
}

const issuerOf = (scheme: UsedScheme, { options }: Reading): TrustedIssuer | undefined =>
  credentialOf(scheme).startsWith('API key') ? undefined : resolveIssuer(scheme, options, () => undefined);

function diffIssuers(base: TrustedIssuer, next: TrustedIssuer, scheme: UsedScheme, tell: Tell): void {
  const message = `security scheme "${scheme.name}":`;
  if (base.issuer !== next.issuer)
    tell('security-scheme-changed', inNext(scheme), `${message} issuer ${base.issuer} became ${next.issuer}`);
  const change = `${message} audience ${base.audience ?? 'any'} became ${next.audience ?? 'any'}`;
  if (!isWithin(base.audience, next.audience)) tell('security-scheme-changed', inNext(scheme), change);
  else if (!isWithin(next.audience, base.audience)) tell('security-scheme-widened', inNext(scheme), change);
}

/** `null` is any audience. */
function isWithin(one: TrustedIssuer['audience'], other: TrustedIssuer['audience']): boolean {
  return other === null || (one?.every((audience) => other.includes(audience)) ?? false);
}
