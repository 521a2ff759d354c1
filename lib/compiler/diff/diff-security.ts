import type { NamedScheme, NormalSecurity } from '../dialects/normal-document.ts';
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
