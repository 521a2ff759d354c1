import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  nextStep,
  type Progress,
  type Situation,
  type Try,
  type TryResult,
} from '../../../../lambdas/core/resilience/next-step.ts';

const plenty = { tokens: 10 };
const none = { tokens: 0.5 };
const situation: Situation & Progress = {
  tries: [],
  now: 1000,
  deadline: 10_000,
  idempotent: true,
  targets: 2,
  attempts: 3,
  patience: 500,
  hedgeAfter: undefined,
  retries: plenty,
  hedges: plenty,
};
const a = (result: TryResult, more: Partial<Try> = {}): Try => ({ startedAt: 1000, result, notBefore: 0, ...more });
const step = (more: Partial<Situation & Progress>) => {
  const all = { ...situation, ...more };
  return nextStep(all, all);
};
const finish = (index: number) => ({ kind: 'finish', index });
const start = (as: string, at = 1000) => ({ kind: 'start', as, at });

describe('nextStep', () => {
  it('starts at once', () => {
    expect(step({})).toEqual(start('first'));
  });

  it('passes on the first answer, whatever else runs', () => {
    expect(step({ tries: [a('running'), a('answered')] })).toEqual(finish(1));
  });

  it.each<[string, TryResult, Partial<Situation & Progress>, object]>([
    ['again what failed', 'failed', {}, start('retry')],
    ['again what was unavailable', 'unavailable', {}, start('retry')],
    ['no failed request that is not idempotent', 'failed', { idempotent: false }, finish(0)],
    ['no unavailable request that is not idempotent', 'unavailable', { idempotent: false }, finish(0)],
    ['no stale request that is not idempotent', 'stale', { idempotent: false }, finish(0)],
    ['whatever was not sent', 'unsent', { idempotent: false, retries: none, attempts: 1 }, start('resend')],
    ['once for nothing what met a stale connection', 'stale', { retries: none, attempts: 1 }, start('resend')],
    ['nothing beyond the budget', 'failed', { retries: none }, finish(0)],
    ['nothing beyond the attempts', 'failed', { attempts: 1 }, finish(0)],
    ['nothing after the deadline', 'failed', { deadline: 1000 }, finish(0)],
  ])('sends %s', (_, result, more, expected) => {
    expect(step({ tries: [a(result)], ...more })).toEqual(expected);
  });

  it('waits for back-off and Retry-After, but not beyond the deadline', () => {
    expect(step({ tries: [a('failed', { notBefore: 4000 })] })).toEqual(start('retry', 4000));
    expect(step({ tries: [a('unavailable', { notBefore: 11_000 })] })).toEqual(finish(0));
  });

  it('asks each target and then as often as others are retried, where nothing can be sent', () => {
    const unsent = (count: number, attempts = 3) =>
      step({ attempts, tries: Array.from({ length: count }, () => a('unsent')) });
    expect([unsent(8), unsent(9)]).toEqual([start('resend'), finish(8)]);
    // Where retries are turned off, each target once.
    expect([unsent(1, 1), unsent(2, 1)]).toEqual([start('resend'), finish(1)]);
  });

  it('takes a second stale connection for a failure', () => {
    expect(step({ tries: [a('stale'), a('stale')] })).toEqual(start('retry'));
    expect(step({ tries: [a('stale'), a('stale')], retries: none })).toEqual(finish(1));
  });

  it.each<[string, Partial<Situation & Progress>, object]>([
    ['lets another begin beside a late one', {}, start('late', 1500)],
    ['waits for one that is not idempotent', { idempotent: false }, { kind: 'wait' }],
    ['waits where the budget is spent', { retries: none }, { kind: 'wait' }],
    ['waits with the last attempt', { attempts: 1 }, { kind: 'wait' }],
    ['waits where late is too late', { deadline: 1400 }, { kind: 'wait' }],
    ['hedges', { hedgeAfter: 50 }, start('hedge', 1050)],
    ['hedges no more than its budget', { hedgeAfter: 50, hedges: none }, start('late', 1500)],
    ['hedges no request that is not idempotent', { hedgeAfter: 50, idempotent: false }, { kind: 'wait' }],
  ])('%s', (_, more, expected) => {
    expect(step({ tries: [a('running')], ...more })).toEqual(expected);
  });

  it('hedges a request once', () => {
    const tries = [a('running'), a('running', { startedAt: 1050 })];
    expect(step({ tries, hedgeAfter: 50 })).toEqual(start('late', 1550));
  });

  it('waits for a late one that still runs where nothing else is left', () => {
    expect(step({ tries: [a('running'), a('failed')], attempts: 2 })).toEqual({ kind: 'wait' });
  });

  it.each<[TryResult[], number]>([
    [['unavailable', 'failed'], 0],
    [['failed', 'unsent'], 0],
    [['unavailable', 'unavailable'], 1],
    [['unsent', 'unsent'], 1],
  ])('gives of %j the one that says most', (results, index) => {
    expect(step({ tries: results.map((result) => a(result)), deadline: 0 })).toEqual(finish(index));
  });

  it('never sends twice what is not idempotent and may have been acted on', () => {
    const results = fc.array(fc.constantFrom<TryResult>('running', 'failed', 'unavailable', 'unsent', 'stale'));
    fc.assert(
      fc.property(results, fc.nat(20_000), (all, now) => {
        const next = step({ tries: all.map((result) => a(result)), now, idempotent: false });
        const last = all.at(-1);
        return next.kind !== 'start' || last === undefined || last === 'unsent';
      }),
    );
  });

  it('ends: no request is tried without bound', () => {
    const results = fc.infiniteStream(fc.constantFrom<TryResult>('failed', 'unavailable', 'unsent', 'stale'));
    fc.assert(
      fc.property(results, fc.boolean(), (stream, idempotent) => {
        const tries: Try[] = [];
        while (step({ tries, idempotent }).kind === 'start') tries.push(a(stream.next().value));
        return tries.length <= 2 * (situation.targets + situation.attempts);
      }),
    );
  });
});
