import { error } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { member } from '../plain-object.ts';
import type { Rule } from '../reading.ts';

/** The document's throttle is the stage's, which API Gateway applies to every method that has no own. */
export const throttleTakenAway: Rule = ({ throttle, operations }, report) => {
  if (throttle === undefined) return;
  for (const { layers } of operations) {
    const nearest = layers.findLast(({ value }) => member(value, 'throttle') !== undefined);
    if (nearest === undefined || member(nearest.value, 'throttle') !== null) continue;
    const message = 'the throttle of the stage cannot be taken away, give this operation a higher one';
    report(error('throttle-taken-away', pointerTo(nearest.pointer, 'throttle'), message));
  }
};
