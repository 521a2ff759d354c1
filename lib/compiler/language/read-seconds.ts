import { type Cursor, wrong } from './cursor.ts';
import { readDuration } from './read-duration.ts';

/** A duration of whole seconds, in seconds. */
export function readSeconds(least: number, most: number): (cursor: Cursor | undefined) => number | undefined {
  return (cursor) => {
    if (cursor === undefined) return undefined;
    const duration = cursor.value === '0s' ? 0 : readDuration(cursor);
    if (duration === undefined) return undefined;
    const seconds = duration / 1000;
    const fits = Number.isInteger(seconds) && seconds >= least && seconds <= most;
    return fits ? seconds : wrong(cursor, `whole seconds from ${least}s to ${most}s`);
  };
}
