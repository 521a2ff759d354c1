/** What happens when: a binary heap of actions by virtual time. Actions of one time run in the order they were planned. */
export interface Agenda {
  /** Milliseconds since the simulation's start. */
  now(): number;
  at(time: number, action: () => void): void;
  /** Runs everything planned before `end`. */
  runUntil(end: number): void;
}

interface Planned {
  readonly time: number;
  readonly serial: number;
  readonly action: () => void;
}

export function createAgenda(): Agenda {
  const heap: Planned[] = [];
  let now = 0;
  let serial = 0;
  return {
    now: () => now,
    at(time, action) {
      push(heap, { time, serial: serial++, action });
    },
    runUntil(end) {
      for (let next = heap[0]; next !== undefined && next.time < end; next = heap[0]) {
        pop(heap);
        now = next.time;
        next.action();
      }
    },
  };
}

const isBefore = (a: Planned, b: Planned): boolean => a.time < b.time || (a.time === b.time && a.serial < b.serial);

function push(heap: Planned[], planned: Planned): void {
  let at = heap.length;
  heap.push(planned);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent];
    if (above === undefined || !isBefore(planned, above)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = planned;
}

/** The last one takes the first one's place and sinks. */
function pop(heap: Planned[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  let at = 0;
  for (;;) {
    const left = heap[2 * at + 1];
    const right = heap[2 * at + 2];
    if (left === undefined) break;
    const isRight = right !== undefined && isBefore(right, left);
    const child = isRight ? right : left;
    if (!isBefore(child, last)) break;
    heap[at] = child;
    at = 2 * at + (isRight ? 2 : 1);
  }
  heap[at] = last;
}
