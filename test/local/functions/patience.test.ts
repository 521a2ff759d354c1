import { describe, expect, it } from '@jest/globals';
import { patience } from '../../../lib/local/functions/patience.ts';

const queue = { computing: false, took: undefined, waiting: 1, environments: 1 };

describe('patience', () => {
  it('is short where invocations wait for something else, or none has ended yet', () => {
    expect(patience(queue)).toBe(5);
    expect(patience({ ...queue, took: 40 })).toBe(5);
    expect(patience({ ...queue, took: 1, waiting: 5 })).toBe(5);
  });

  it('is longer where those ahead are soon over: they wait for the processor', () => {
    expect(patience({ ...queue, took: 0.1, waiting: 8 })).toBe(100);
    expect(patience({ ...queue, took: 1, waiting: 8, environments: 2 })).toBe(100);
  });

  it('is longer where every environment computes: further ones would make all of them slower', () => {
    expect(patience({ ...queue, computing: true, took: 40, waiting: 8 })).toBe(100);
  });
});
