import type { Agenda } from './agenda.ts';

/** The one time at which somebody wants to be called: each new one takes the place of the one before. */
export interface Alarm {
  /** @param at virtual milliseconds */
  set(at: number, action: () => void): void;
  clear(): void;
}

/**
 * Nearly no alarm ever rings, so nothing is planned anew while something earlier is: that one looks at what is wanted then.
 * Otherwise a million requests a second would leave a million timers in the agenda.
 */
export function createAlarm(agenda: Agenda): Alarm {
  let wanted: { readonly at: number; readonly action: () => void } | undefined;
  let planned = Number.POSITIVE_INFINITY;
  const plan = (at: number) => {
    if (at >= planned) return;
    planned = at;
    agenda.at(at, ring);
  };
  const ring = () => {
    // One that an earlier one overtook.
    if (planned !== agenda.now()) return;
    planned = Number.POSITIVE_INFINITY;
    if (wanted === undefined) return;
    if (wanted.at > agenda.now()) return plan(wanted.at);
    const { action } = wanted;
    wanted = undefined;
    action();
  };
  return {
    set(at, action) {
      wanted = { at, action };
      plan(at);
    },
    clear() {
      wanted = undefined;
    },
  };
}
