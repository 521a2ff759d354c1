import { JSONPathEnvironment, JSONPathError, JSONPathRecursionLimitError, type JSONValue } from 'json-p3';
import { pointerTo, valueAt } from '../json-pointer.ts';
import { copyOrigin, type Origin, originAt, ownOrigin } from '../origin.ts';
import { isObject } from '../plain-object.ts';
import type { ReadReport } from '../read-report.ts';
import { shown } from '../shown.ts';
import type { Tree } from '../tree.ts';
import {
  appendItem,
  copyFor,
  formOf,
  type Merging,
  mergeMembers,
  mergeValue,
  type Target,
  type Update,
} from './merge-value.ts';
import type { Change, OverlayAction } from './overlay.ts';
import { removeTargets } from './remove-targets.ts';

/** Of documents; the library descends into them by recursion. */
const MAX_DEPTH = 250;

const environment = new JSONPathEnvironment({ maxRecursionDepth: MAX_DEPTH });

/** A value that a query selects. */
interface Selected {
  readonly keys: readonly string[];
  readonly pointer: string;
  readonly value: unknown;
}

/** Applies actions to a document as it was written, one after the other; what cannot be done is reported, and left. */
export function applyOverlay(actions: readonly OverlayAction[], merging: Merging, report: ReadReport): void {
  for (const action of actions) if (!merging.isFull) applyAction(action, merging, report);
}

function applyAction({ target, origin, change }: OverlayAction, merging: Merging, report: ReadReport): void {
  const { tree, refuse } = merging;
  const selected = select(target, tree.value);
  if (typeof selected === 'string') {
    refuse(origin, `target ${shown(target)} ${selected}`);
  } else if (selected.length === 0) {
    const message = `target ${shown(target)} matches nothing, so that this action does nothing; correct or remove it`;
    report('overlay-target', 'warning', origin, message);
  } else if (change.kind !== 'remove') {
    update(selected, origin, change, merging);
  } else if (selected.some(({ keys }) => keys.length === 0)) {
    refuse(origin, 'target "$" is the whole document, which cannot be removed; select what is in it');
  } else {
    removeTargets(
      selected.flatMap((each) => targetOf(each, tree) ?? []),
      origin,
    );
  }
}

function update(
  selected: readonly Selected[],
  origin: Origin,
  change: Exclude<Change, { kind: 'remove' }>,
  merging: Merging,
): void {
  const written = change.kind === 'update' ? change : readCopy(change, merging);
  const [first, ...others] = new Set(selected.map(({ value }) => formOf(value)));
  if (typeof written === 'string') merging.refuse(change.origin, written);
  else if (others.length > 0)
    merging.refuse(origin, `the target selects ${[first, ...others].join(' and ')}, select values of one form`);
  else for (const each of selected) if (!merging.isFull) applyUpdate(each, written, merging);
}

/** Each selected value once, or why not: it completes "QUERY …". */
function select(query: string, root: unknown): readonly Selected[] | string {
  try {
    // Whatever a document holds is what JSON or YAML can hold.
    const { nodes } = environment.query(query, root as JSONValue);
    const selected = nodes.map(({ value, location }): Selected => {
      const keys = location.map(String);
      return { keys, value, pointer: pointerTo('', ...keys) };
    });
    return [...new Map(selected.map((each) => [each.pointer, each])).values()];
  } catch (error) {
    if (!(error instanceof JSONPathError)) throw error;
    if (error instanceof JSONPathRecursionLimitError)
      return `cannot be looked for, the document is nested more than ${MAX_DEPTH} deep, name its keys one by one`;
    return `is no JSONPath: ${error.message.replace(/\s*\(.*$/s, '')}, write one of RFC 9535 such as $.paths['/pets'].get`;
  }
}

/** Overlay 1.1: what an action copies must be one value. */
function readCopy({ from, origin }: Extract<Change, { kind: 'copy' }>, merging: Merging): Update | string {
  const { tree } = merging;
  const found = select(from, tree.value);
  if (typeof found === 'string') return `copy ${shown(from)} ${found}`;
  const [first, ...others] = found;
  if (first === undefined || others.length > 0)
    return `copy ${shown(from)} selects ${found.length} values of the document, expected exactly one`;
  // As it is now: the targets may be in it.
  return {
    value: copyFor(origin, first.value, merging),
    origin: copyOrigin(originAt(tree.origin, first.pointer)),
  };
}

function applyUpdate(selected: Selected, update: Update, merging: Merging): void {
  const { value } = selected;
  const target = targetOf(selected, merging.tree);
  if (target === undefined && isObject(value) && isObject(update.value)) {
    mergeMembers({ owner: value, origin: merging.tree.origin, pointer: '' }, update, merging);
  } else if (target === undefined) {
    merging.refuse(
      update.origin,
      `${formOf(update.value)} cannot be merged into the whole document, expected an object`,
    );
  } else if (Array.isArray(value) && !Array.isArray(update.value)) {
    appendItem(target, update, merging);
  } else {
    mergeValue(target, update, merging);
  }
}

/** `undefined` for the whole document, and for what is not there any more. */
function targetOf({ keys, pointer }: Selected, tree: Tree): Target | undefined {
  const around = pointerTo('', ...keys.slice(0, -1));
  const owner = valueAt(tree.value, around);
  const key = keys.at(-1);
  if (key === undefined || typeof owner !== 'object' || owner === null) return undefined;
  return { owner, key, origin: ownOrigin(tree.origin, around), pointer };
}
