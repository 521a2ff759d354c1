import type { Agenda } from './agenda.ts';
import type { FaultKind, SimulatedTarget } from './scenario.ts';

/** A target in virtual time: slots, a line before them, and its faults. */
export interface Server {
  readonly target: SimulatedTarget;
  /** In service or in line. */
  inFlight(): number;
  /** As an oracle knows it: milliseconds until one more request would be done; infinite while it is down. */
  expectedTime(): number;
  /** @param work in multiples of its mean service time */
  take(work: number, answer: (answer: ServerAnswer) => void): void;
}

/** A status; or no connection, or a broken one. Nothing at all is for the caller to time. */
export type ServerAnswer = number | 'refused' | 'broken';

/** Milliseconds of a refused connection, and of a 503. */
const AT_ONCE = 1;

interface Work {
  readonly duration: number;
  readonly answer: (answer: ServerAnswer) => void;
}

export function createServer(target: SimulatedTarget, agenda: Agenda): Server {
  let line: Work[] = [];
  let head = 0;
  let serving = new Set<Work>();
  let fault: FaultKind | undefined;
  const factor = () => (fault?.is === 'slow' ? fault.factor : 1);
  const inLine = () => line.length - head;

  const serve = (work: Work) => {
    serving.add(work);
    agenda.at(agenda.now() + work.duration * factor(), () => {
      if (!serving.delete(work)) return;
      work.answer(200);
      const next = line[head];
      if (next === undefined) return;
      head += 1;
      if (head > 1000) {
        line = line.slice(head);
        head = 0;
      }
      serve(next);
    });
  };

  const breakOff = () => {
    const lost = [...serving, ...line.slice(head)];
    serving = new Set();
    line = [];
    head = 0;
    for (const { answer } of lost) answer('broken');
  };

  for (const { from, until, kind } of target.faults ?? []) {
    agenda.at(from, () => {
      fault = kind;
      if (kind.is === 'dead') breakOff();
    });
    agenda.at(until, () => {
      fault = undefined;
    });
  }

  return {
    target,
    inFlight: () => serving.size + inLine(),
    expectedTime() {
      if (fault !== undefined && fault.is !== 'slow') return Number.POSITIVE_INFINITY;
      const ahead = Math.max(0, serving.size + inLine() + 1 - target.slots);
      return target.serviceTime * factor() * (1 + ahead / target.slots);
    },
    take(work, answer) {
      if (fault?.is === 'dead') return agenda.at(agenda.now() + AT_ONCE, () => answer('refused'));
      if (fault?.is === 'failing') return agenda.at(agenda.now() + AT_ONCE, () => answer(503));
      if (fault?.is === 'stalled') return undefined;
      const taken = { duration: work * target.serviceTime, answer };
      if (serving.size < target.slots) serve(taken);
      else line.push(taken);
    },
  };
}
