import { pointerTo, valueAt } from '../json-pointer.ts';
import { originAt } from '../origin.ts';
import { put } from '../plain-object.ts';
import { shown } from '../shown.ts';
import type { Bundling, Reference } from './bundling.ts';
import { UNREAD } from './files-key.ts';
import { findTarget } from './find-target.ts';

/** Makes a reference one into the tree, and goes on to what it names. */
export function rewriteReference({ text, owner, key, from, kind }: Reference, bundling: Bundling): void {
  const { homes, root, report, rewritten, baseOf, visit } = bundling;
  const found = findTarget(text, from, homes, root.file);
  rewritten.add(owner);
  if (found.kind === 'none') {
    // Whoever reads a reference of the document into itself says that nothing is there; most are never read.
    if (from.home === root && /^#(\/|$)/.test(text)) return;
    const place = originAt(from.home.origin, key === '$ref' ? pointerTo(from.pointer, key) : from.pointer);
    const component = componentNamed(text, root.value);
    const hint = component === undefined ? '' : `; did you mean "${component}"`;
    if (found.why !== undefined) report(found.rule, 'error', place, `$ref ${shown(text)} ${found.why}${hint}`);
    if (key === '$ref') put(owner, key, UNREAD);
    return;
  }
  const { home, pointer, value } = found;
  const tree = baseOf(home) + pointer;
  put(owner, key, `#${tree.replaceAll('%', '%25')}`);
  if (typeof value === 'object' && value !== null) visit({ node: value, kind, home, pointer, tree, within: undefined });
}

/** Before Swagger 2.0 a schema was referred to by its bare name, as some still do. */
function componentNamed(text: string, root: unknown): string | undefined {
  return ['/definitions', '/components/schemas']
    .map((schemas) => pointerTo(schemas, text))
    .find((pointer) => valueAt(root, pointer) !== undefined)
    ?.replace(/^/, '#');
}
