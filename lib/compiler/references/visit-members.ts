import { pointerTo } from '../json-pointer.ts';
import { originAt, setOrigin } from '../origin.ts';
import { isObject, member, put } from '../plain-object.ts';
import type { RuleName } from '../rules/index.ts';
import { shown } from '../shown.ts';
import type { Bundling, Visit } from './bundling.ts';
import { UNREAD } from './files-key.ts';
import { findTarget } from './find-target.ts';
import { type Kind, memberKind, SHAPES } from './shapes.ts';

/** Gathers the references that an object itself holds, and goes on to its members. */
export function visitMembers(visit: Visit, bundling: Bundling): void {
  const { node, kind } = visit;
  if (SHAPES[kind].refers) refer(visit, node, '$ref', kind, bundling);
  if (kind === 'schema') {
    refer(visit, node, '$dynamicRef', kind, bundling);
    referByMapping(visit, bundling);
    // References below it are relative to the tree from here on.
    if (typeof member(node, '$id') === 'string') Reflect.deleteProperty(node, '$id');
  }
  for (const [key, child] of Object.entries(node)) {
    const childKind = Array.isArray(node) ? kind : memberKind(kind, key);
    if (childKind === undefined || typeof child !== 'object' || child === null) continue;
    const below = {
      ...visit,
      node: child,
      kind: childKind,
      pointer: pointerTo(visit.pointer, key),
      tree: pointerTo(visit.tree, key),
    };
    const entered = isInlined(child, childKind, visit, bundling)
      ? inline(below, { owner: node, key }, bundling)
      : below;
    if (entered !== undefined) bundling.visit(entered);
  }
}

function refer(from: Visit, owner: object, key: string, kind: Kind, bundling: Bundling): void {
  const text = member(owner, key);
  if (typeof text === 'string' && !bundling.rewritten.has(owner)) bundling.refer({ text, owner, key, from, kind });
}

/** Values of `discriminator.mapping` are references, or names of schemas, which are left as they are. */
function referByMapping(visit: Visit, bundling: Bundling): void {
  const mapping = member(member(visit.node, 'discriminator'), 'mapping');
  if (!isObject(mapping) || bundling.rewritten.has(mapping)) return;
  for (const [key, value] of Object.entries(mapping))
    if (typeof value === 'string' && /[#/]|\.(json|ya?ml)$/i.test(value))
      refer(visit, mapping, key, 'schema', bundling);
}

/** Those of the document into itself are left: OpenAPI has none in such a place, and whoever reads it says so. */
function isInlined(child: object, kind: Kind, { home, within }: Visit, bundling: Bundling): boolean {
  const reference = member(child, '$ref');
  if (SHAPES[kind].refers || typeof reference !== 'string' || bundling.rewritten.has(child)) return false;
  return !(reference.startsWith('#') && home === bundling.root && within === undefined);
}

/** Puts what a reference names in its place; `undefined` where that cannot be. */
function inline(at: Visit, holder: { readonly owner: object; readonly key: string }, bundling: Bundling) {
  const refuse = (why: string | undefined, rule: RuleName = 'reference-exists') => {
    if (why !== undefined) bundling.report(rule, 'error', placeOf(at), `$ref ${shown(reference)} ${why}`);
    put(holder.owner, holder.key, { $ref: UNREAD });
    return undefined;
  };
  const reference = String(member(at.node, '$ref'));
  const [sibling] = Object.keys(at.node).filter((key) => key !== '$ref');
  if (sibling !== undefined)
    return refuse(`has "${sibling}" beside it, which means nothing here; move it to what is referred to`);
  const found = findTarget(reference, at, bundling.homes, bundling.root.file);
  if (found.kind === 'none') return refuse(found.why, found.rule);
  const { home, pointer, value } = found;
  const target = `${home.file}#${pointer}`;
  for (let each = at.within; each !== undefined; each = each.around)
    if (each.target === target) return refuse('leads back to itself, name another place');

  const whole = pointer === '' && home.base === undefined;
  const taken = whole ? value : bundling.copy(value);
  if (taken === undefined)
    return refuse('names too much: 2 million values at most are brought in so, 500 deep; name less');
  if (whole) home.base = at.tree;
  put(holder.owner, holder.key, taken);
  setOrigin(bundling.root.origin, at.tree, originAt(home.origin, pointer));
  if (typeof taken !== 'object' || taken === null) return undefined;
  return { ...at, node: taken, home, pointer, within: { target, around: at.within } };
}

const placeOf = ({ home, pointer }: Visit) => originAt(home.origin, pointerTo(pointer, '$ref'));
