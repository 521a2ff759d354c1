import { pointerKeys, pointerTo, valueAt } from '../json-pointer.ts';
import { member } from '../plain-object.ts';
import type { RuleName } from '../rules/index.ts';
import type { Home, Homes } from './homes.ts';
import { baseOf } from './identifiers.ts';
import { decodeUri, parseReference } from './parse-reference.ts';

/** A place in a file. */
export interface Spot {
  readonly home: Home;
  readonly pointer: string;
}

export type FoundTarget =
  | (Spot & { readonly kind: 'target'; readonly value: unknown })
  /** `why` completes "$ref "…" …"; `undefined` where it has been told before. */
  | { readonly kind: 'none'; readonly rule: RuleName; readonly why: string | undefined };

/** References that one pointer may lead through. */
const MAX_HOPS = 100;

/** What `reference`, written at `from`, names; `root` is the file that the user named. */
export function findTarget(reference: string, from: Spot, homes: Homes, root: string, hops = 0): FoundTarget {
  const named = findNamed(reference, from, homes);
  if (named !== undefined) return named;
  const target = parseReference(reference, from.home.file, root);
  if (target.kind === 'refused') return { kind: 'none', rule: 'reference-file', why: target.why };
  const found = homes.find(target.file);
  if (found.kind === 'none') return { ...found, rule: 'reference-file' };
  const { home } = found;
  const pointer = pointerIn({ home, pointer: '' }, target.fragment);
  const reached = pointer === undefined ? undefined : followPointer(pointer, home, homes, root, hops);
  if (reached !== undefined) return reached;
  const why = `names nothing in ${home.origin.file.file}, name what exists there`;
  return { kind: 'none', rule: 'reference-exists', why };
}

/** By the URIs that schemas give themselves; a file of that name comes second, and so does what is not found there. */
function findNamed(reference: string, { home, pointer }: Spot, homes: Homes): FoundTarget | undefined {
  const url = URL.parse(reference, home.identifiers && baseOf(home.identifiers, pointer));
  if (url === null) return undefined;
  const fragment = decodeUri(url.hash.slice(1));
  url.hash = '';
  const resource = homes.named(url.href);
  const inside = resource && pointerIn(resource, fragment);
  const value = inside === undefined ? undefined : valueAt(resource?.home.value, inside);
  return resource === undefined || inside === undefined || value === undefined
    ? undefined
    : { kind: 'target', home: resource.home, pointer: inside, value };
}

/** A fragment is a pointer, or the name of an anchor. */
function pointerIn({ home, pointer }: Spot, fragment: string): string | undefined {
  if (fragment === '' || fragment.startsWith('/')) return pointer + fragment;
  return home.identifiers?.anchors.get(`${pointer}#${fragment}`);
}

/** Through references on the way: a file may hold `components: { schemas: { $ref: schemas.yaml } }`. */
function followPointer(pointer: string, home: Home, homes: Homes, root: string, hops: number): FoundTarget | undefined {
  const keys = pointerKeys(pointer);
  let value: unknown = home.value;
  for (const [index, key] of keys.entries()) {
    const next = member(value, key);
    if (next === undefined) {
      const reference = member(value, '$ref');
      if (typeof reference !== 'string' || hops === MAX_HOPS) return undefined;
      const at = { home, pointer: pointerTo('', ...keys.slice(0, index)) };
      const through = findTarget(reference, at, homes, root, hops + 1);
      if (through.kind === 'none') return through;
      const rest = pointerTo(through.pointer, ...keys.slice(index));
      return followPointer(rest, through.home, homes, root, hops + 1);
    }
    value = next;
  }
  return value === undefined ? undefined : { kind: 'target', home, pointer, value };
}
