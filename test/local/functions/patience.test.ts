import { describe, expect, it } from '@jest/globals';
import { isImpatient } from '../../../lib/local/functions/patience.ts';

const queue = { computing: () => false, took: undefined, waiting: 1, environments: 1, waited: 5, idle: 0 };

describe('isImpatient', () => {
  it('is so soon where invocations wait for something else, or none has ended yet', () => {
    expect(isImpatient({ ...queue, waited: 4 })).toBe(false);
    expect(isImpatient(queue)).toBe(true);
    expect(isImpatient({ ...queue, took: 40 })).toBe(true);
    expect(isImpatient({ ...queue, took: 1, waiting: 5 })).toBe(true);
  });

  it('is not so while quick ones end: they wait for the processor', () => {
    const quick = { ...queue, took: 0.1, waiting: 8, environments: 2, waited: 1000 };
    expect(isImpatient({ ...quick, idle: 99 })).toBe(false);
    expect(isImpatient({ ...quick, idle: 100 })).toBe(true);
    expect(isImpatient({ ...quick, idle: 1000, waited: 99 })).toBe(false);
    // Two are enough for that.
    expect(isImpatient({ ...quick, environments: 1, idle: 0 })).toBe(true);
  });

  it('is so late where every environment computes: further ones would make all of them slower', () => {
    expect(isImpatient({ ...queue, computing: () => true, took: 40, waited: 99 })).toBe(false);
    expect(isImpatient({ ...queue, computing: () => true, took: 40, waited: 100 })).toBe(true);
  });
});
