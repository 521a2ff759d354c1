/**
 * What happens when: a binary heap of actions by virtual time. Actions of one time run in the order they were planned.
 * Times and serials lie in typed arrays: a comparison then touches no object, of which a fleet of a thousand has many.
 */
export interface Agenda {
  /** Milliseconds since the simulation's start. */
  now(): number;
  at(time: number, action: () => void): void;
  /** Runs everything planned before `end`. */
  runUntil(end: number): void;
}

interface Heap {
  times: Float64Array;
  serials: Float64Array;
  readonly actions: (() => void)[];
  size: number;
}

export function createAgenda(): Agenda {
  const heap: Heap = { times: new Float64Array(1024), serials: new Float64Array(1024), actions: [], size: 0 };
  let now = 0;
  let serial = 0;
  return {
    now: () => now,
    at(time, action) {
      push(heap, time, serial, action);
      serial += 1;
    },
    runUntil(end) {
      while (heap.size > 0 && (heap.times[0] ?? end) < end) {
        const [action] = heap.actions;
        now = heap.times[0] ?? now;
        pop(heap);
        action?.();
      }
    },
  };
}

function push(heap: Heap, time: number, serial: number, action: () => void): void {
  if (heap.size === heap.times.length) {
    heap.times = doubled(heap.times);
    heap.serials = doubled(heap.serials);
  }
  let at = heap.size;
  heap.size += 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    // What is planned later never goes before one of the same time.
    if ((heap.times[parent] ?? 0) <= time) break;
    move(heap, parent, at);
    at = parent;
  }
  put(heap, at, time, serial, action);
}

/** The last one takes the first one's place and sinks. */
function pop(heap: Heap): void {
  heap.size -= 1;
  const time = heap.times[heap.size] ?? 0;
  const serial = heap.serials[heap.size] ?? 0;
  const action = heap.actions.pop();
  if (heap.size === 0 || action === undefined) return;
  let at = 0;
  for (let child = 1; child < heap.size; child = 2 * at + 1) {
    const right = child + 1;
    if (right < heap.size && isBefore(heap, right, heap.times[child] ?? 0, heap.serials[child] ?? 0)) child = right;
    if (!isBefore(heap, child, time, serial)) break;
    move(heap, child, at);
    at = child;
  }
  put(heap, at, time, serial, action);
}

function isBefore({ times, serials }: Heap, place: number, time: number, serial: number): boolean {
  const own = times[place] ?? 0;
  return own < time || (own === time && (serials[place] ?? 0) < serial);
}

function move(heap: Heap, from: number, to: number): void {
  const action = heap.actions[from];
  if (action !== undefined) put(heap, to, heap.times[from] ?? 0, heap.serials[from] ?? 0, action);
}

function put({ times, serials, actions }: Heap, place: number, time: number, serial: number, action: () => void): void {
  times[place] = time;
  serials[place] = serial;
  actions[place] = action;
}

function doubled(values: Float64Array): Float64Array {
  const more = new Float64Array(2 * values.length);
  more.set(values);
  return more;
}
