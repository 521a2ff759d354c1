import type { SchemaObject } from '../../../../lambdas/core/validation/schema.ts';
import type { Walk } from './walk.ts';

/** `not`, and `if` with its `then` and `else`. */
export function compareConditions(base: SchemaObject, next: SchemaObject, walk: Walk): void {
  if (base.not !== undefined && next.not !== undefined) walk.negated().compare(base.not, next.not);
  else if (next.not !== undefined) walk.tell('part-added', 'not is new');
  else if (base.not !== undefined) walk.tell('part-removed', 'not is gone');

  if (base.if === undefined && next.if === undefined) return;
  if (base.if === undefined) walk.tell('part-added', 'if is new');
  else if (next.if === undefined) walk.tell('part-removed', 'if is gone');
  else if (!walk.isSame(base.if, next.if)) walk.tell('schema-changed', 'the condition of if changed');
  else {
    walk.compare(base.then ?? true, next.then ?? true);
    walk.compare(base.else ?? true, next.else ?? true);
  }
}
