import { METHODS } from '../dialects/read-operations.ts';
import { pointerKeys, pointerTo, valueAt } from '../json-pointer.ts';
import { type Origin, originAt } from '../origin.ts';
import { isObject, member } from '../plain-object.ts';
import type { ReadReport } from '../read-report.ts';
import type { Merging } from './merge-value.ts';

/** Pointers of the operations, of those written in the document itself, that nobody may call without credentials. */
export function securedOperations(root: unknown): readonly string[] {
  const inherited = demandsSomething(member(root, 'security'));
  return Object.entries(member(root, 'paths') ?? {}).flatMap(([path, item]) =>
    METHODS.filter((method) => isSecured(member(item, method), inherited)).map((method) =>
      pointerTo('/paths', path, method),
    ),
  );
}

function isSecured(operation: unknown, inherited: boolean): boolean {
  if (!isObject(operation)) return false;
  return Object.hasOwn(operation, 'security') ? demandsSomething(operation.security) : inherited;
}

/** OpenAPI: no alternative, or one that is empty, asks nothing. */
const demandsSomething = (security: unknown): boolean =>
  Array.isArray(security) &&
  security.length > 0 &&
  security.every((all) => isObject(all) && Object.keys(all).length > 0);

/** Tells of operations that were `secured` and are open now, once for each place that did it. */
export function reportOpened(secured: readonly string[], merging: Merging, report: ReadReport): void {
  const { value } = merging.tree;
  const still = new Set(securedOperations(value));
  const opened = secured.filter((pointer) => !still.has(pointer) && isObject(valueAt(value, pointer)));
  const byPlace = Map.groupBy(opened, (pointer) => {
    const { file, pointer: at } = causeOf(pointer, merging);
    return JSON.stringify([file.file, at]);
  });
  for (const [first = '', ...others] of byPlace.values()) {
    const named = `${nameOf(first)}${others.length > 0 ? ` and ${others.length} others` : ''}`;
    const verb = others.length > 0 ? 'demand' : 'demands';
    const message = `${named} ${verb} security in the document and nothing under this overlay, so that anybody may call; leave security as it is, or change it in the document if that is meant`;
    report('overlay-security', 'warning', causeOf(first, merging), message);
  }
}

/** Where the security that counts now is written, or else what removed the one that counted. */
function causeOf(pointer: string, { tree, removals }: Merging): Origin {
  const [own, root] = [pointerTo(pointer, 'security'), '/security'];
  const written = [own, root].find((place) => valueAt(tree.value, place) !== undefined);
  if (written !== undefined) return originAt(tree.origin, pointerTo(written, ...emptyAlternative(tree.value, written)));
  const path = pointer.slice(0, pointer.lastIndexOf('/'));
  const removal = [own, root, pointer, path, '/paths'].find((place) => removals.has(place));
  return (removal !== undefined && removals.get(removal)) || originAt(tree.origin, pointer);
}

function emptyAlternative(root: unknown, pointer: string): readonly number[] {
  const security = valueAt(root, pointer);
  const index = Array.isArray(security) ? security.findIndex((all) => !demandsSomething([all])) : -1;
  return index < 0 ? [] : [index];
}

function nameOf(pointer: string): string {
  const [, path, method] = pointerKeys(pointer);
  return `${method?.toUpperCase()} ${path}`;
}
