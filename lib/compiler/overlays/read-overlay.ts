import type { ParsedFile } from '../files/parsed-file.ts';
import { pointerTo, valueAt } from '../json-pointer.ts';
import { originIn } from '../origin.ts';
import { isObject, member } from '../plain-object.ts';
import type { ReadReport } from '../read-report.ts';
import { shown } from '../shown.ts';
import { withinDepth } from '../within-depth.ts';
import type { Change, OverlayAction } from './overlay.ts';

const MAX_DEPTH = 200;

/** The actions of an overlay file; what is wrong with it is reported, and the actions that can be read are. */
export function readOverlay(file: ParsedFile, report: ReadReport): readonly OverlayAction[] {
  const refuse = (pointer: string, message: string) => {
    report('overlay-action', 'error', originIn(file, pointer), message);
    return [];
  };
  const version = member(file.value, 'overlay');
  if (file.failure !== undefined) {
    report('document-syntax', 'error', originIn(file), file.failure.message);
    return [];
  }
  if (typeof version !== 'string' || !/^1\.[012]\.\d+/.test(version)) {
    const why = `overlay is ${shown(version)}, expected "1.0.x", "1.1.x" or "1.2.x", write one such as overlay: 1.0.0`;
    return refuse(version === undefined ? '' : '/overlay', `this is not an overlay: ${why}`);
  }
  if (!withinDepth(file.value, MAX_DEPTH))
    return refuse('', `the overlay is nested more than ${MAX_DEPTH} deep, write it flatter`);
  const actions = member(file.value, 'actions');
  if (!Array.isArray(actions) || actions.length === 0)
    return refuse('/actions', `actions is ${shown(actions)}, expected a list such as [{ target: $.info, update: {} }]`);
  return actions.flatMap((_, index) => readAction(file, pointerTo('/actions', index), refuse));
}

type Refuse = (pointer: string, message: string) => readonly OverlayAction[];

function readAction(file: ParsedFile, pointer: string, refuse: Refuse): readonly OverlayAction[] {
  const action = valueAt(file.value, pointer);
  const target = member(action, 'target');
  if (typeof target !== 'string')
    return refuse(pointer, `an action's target is ${shown(target)}, expected a JSONPath such as $.info`);
  const fields = fieldsOf(file, action, pointer);
  if (fields === undefined)
    return refuse(
      pointerTo(pointer, '$ref'),
      `$ref ${shown(member(action, '$ref'))} names no reusable action, name one of components.actions`,
    );
  const change = readChange(file, fields);
  if (typeof change === 'string') return refuse(pointer, change);
  return [{ target, origin: originIn(file, pointerTo(pointer, 'target')), change }];
}

/** Overlay 1.2: an action may take its fields from `components.actions`. */
function fieldsOf(file: ParsedFile, action: unknown, pointer: string): string | undefined {
  const reference = member(action, '$ref');
  if (reference === undefined) return pointer;
  const fields = pointerTo(String(reference).slice(1), 'fields');
  const named = typeof reference === 'string' && reference.startsWith('#/components/actions/');
  return named && isObject(valueAt(file.value, fields)) ? fields : undefined;
}

/** What an action does, or why it does nothing. */
function readChange(file: ParsedFile, pointer: string): Change | string {
  const [remove, update, copy] = ['remove', 'update', 'copy'].map((key) =>
    valueAt(file.value, pointerTo(pointer, key)),
  );
  if (remove === true) return { kind: 'remove' };
  if (update !== undefined && copy !== undefined)
    return 'an action has update and copy, of which one can be meant; remove the other';
  if (typeof copy === 'string') return { kind: 'copy', from: copy, origin: originIn(file, pointerTo(pointer, 'copy')) };
  if (update !== undefined)
    return { kind: 'update', value: update, origin: originIn(file, pointerTo(pointer, 'update')) };
  return 'an action does nothing, write update, copy or remove: true';
}
