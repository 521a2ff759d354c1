import { pointerTo } from '../json-pointer.ts';
import { isObject, member } from '../plain-object.ts';

/** Names that schemas give themselves (JSON Schema 2020-12 section 8.2): a URI by `$id`, a plain name by `$anchor`. */
export interface Identifiers {
  /** URI → pointer of the schema that bears it. */
  readonly resources: ReadonlyMap<string, string>;
  /** Pointer of such a schema → its URI, which is the base of the references below it. */
  readonly bases: ReadonlyMap<string, string>;
  /** `POINTER#name`, of the nearest schema with a URI or of the file (``), → pointer. */
  readonly anchors: ReadonlyMap<string, string>;
}

/** Whether a text may hold such names; most have none. */
export const mayHoldIdentifiers = (text: string): boolean => /\$(id|anchor|dynamicAnchor|self)\b/.test(text);

interface Visit {
  readonly node: object;
  readonly pointer: string;
  /** The nearest schema around it that has a URI, and that URI. */
  readonly resource: string;
  readonly base: string | undefined;
}

/** Those of a whole file. A `$id` that is not a URI, alone or on the one around it, names nothing. */
export function readIdentifiers(file: unknown): Identifiers {
  const found = {
    resources: new Map<string, string>(),
    bases: new Map<string, string>(),
    anchors: new Map<string, string>(),
  };
  const open: Visit[] = [];
  const seen = new WeakSet<object>();
  const visit = (node: unknown, below: Omit<Visit, 'node'>) => {
    if (typeof node !== 'object' || node === null || seen.has(node)) return;
    seen.add(node);
    open.push({ node, ...below });
  };
  const self = uriOf(member(file, '$self'), undefined);
  if (self !== undefined) found.resources.set(self, '');
  visit(file, { pointer: '', resource: '', base: undefined });
  for (const { node, pointer, ...around } of open) {
    const { resource, base } = readOwn(node, pointer, around, found);
    for (const [key, child] of Object.entries(node)) visit(child, { pointer: pointerTo(pointer, key), resource, base });
  }
  return found;
}

/** Notes an object's own names; returns what counts for all below it. */
function readOwn(
  node: object,
  pointer: string,
  around: Pick<Visit, 'resource' | 'base'>,
  { resources, bases, anchors }: { readonly [key in keyof Identifiers]: Map<string, string> },
): Pick<Visit, 'resource' | 'base'> {
  const own = isObject(node) ? uriOf(member(node, '$id'), around.base) : undefined;
  const within = own === undefined ? around : { resource: pointer, base: own };
  if (own !== undefined) {
    resources.set(own, pointer);
    bases.set(pointer, own);
  }
  for (const key of ['$anchor', '$dynamicAnchor']) {
    const name = member(node, key);
    if (typeof name === 'string') anchors.set(`${within.resource}#${name}`, pointer);
  }
  return within;
}

function uriOf(id: unknown, base: string | undefined): string | undefined {
  if (typeof id !== 'string') return undefined;
  const url = URL.parse(id, base);
  if (url === null) return undefined;
  url.hash = '';
  return url.href;
}

/** The nearest URI around what `pointer` names. */
export function baseOf({ bases }: Identifiers, pointer: string): string | undefined {
  for (let at = pointer; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const base = bases.get(at);
    if (base !== undefined || at === '') return base;
  }
}
