import { error } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { member } from '../plain-object.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

/** The document's throttle is the stage's, which API Gateway applies to every method that has no own. */
export const throttleTakenAway: Rule<'throttle-taken-away'> = {
  name: 'throttle-taken-away',
  severities: ['error'],
  summary: 'The throttle of the document cannot be taken away from one operation.',
  why: "It is the stage's throttle, which API Gateway applies to every method that has none of its own; a method can have another one, but not none.",
  sources: [SOURCES.throttling],
  fix: 'Give the operation a higher throttle.',
  bad: {
    yaml: `
      x-gateway:
        throttle: { rate: 100, burst: 200 }
      paths:
        /pets:
          get:
            x-gateway:
              throttle: null # <-- here
    `,
  },
  good: {
    yaml: `
      x-gateway:
        throttle: { rate: 100, burst: 200 }
      paths:
        /pets:
          get:
            x-gateway:
              throttle: { rate: 5000, burst: 2000 }
    `,
  },
  check: ({ throttle, operations }, report) => {
    if (throttle === undefined) return;
    for (const { layers } of operations) {
      const nearest = layers.findLast(({ value }) => member(value, 'throttle') !== undefined);
      if (nearest === undefined || member(nearest.value, 'throttle') !== null) continue;
      const message = 'the throttle of the stage cannot be taken away, give this operation a higher one';
      report(error('throttle-taken-away', pointerTo(nearest.pointer, 'throttle'), message));
    }
  },
};
