import { UserError } from '../../errors.ts';

/** A value of a template; `undefined` where only AWS can tell it, for what can be done without. */
export function knownHere<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
