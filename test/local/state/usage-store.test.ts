import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SCHEMA } from '../../../lib/local/state/schema.ts';
import { usageStore } from '../../../lib/local/state/usage-store.ts';

const DAY = '2026-11-23';
let database: DatabaseSync;
beforeEach(() => {
  jest.useFakeTimers();
  database = new DatabaseSync(':memory:');
  database.exec(SCHEMA);
});
afterEach(() => {
  database.close();
  jest.useRealTimers();
});

const written = () => database.prepare('SELECT coalesce(sum(count), 0) AS total FROM usage').get()?.total;

const fail = (error: unknown) => {
  throw error;
};

describe('usageStore', () => {
  it('writes what it has gathered as one when the first of it is to be kept', () => {
    const usage = usageStore(database, fail);
    const [first, second] = [usage.add('p', 'k', DAY, 1), usage.add('p', 'other', DAY, 2)];
    expect(written()).toBe(0);
    usage.keep(first);
    expect(written()).toBe(3);
    const third = usage.add('p', 'k', DAY, 4);
    usage.keep(second);
    expect(written()).toBe(3);
    usage.keep(third);
    expect(written()).toBe(7);
  });

  it('writes what nothing keeps after 20 ms, for its request may take long', () => {
    const usage = usageStore(database, fail);
    for (const total of [1, 2]) {
      usage.add('p', 'k', DAY, 1);
      jest.advanceTimersByTime(19);
      expect(written()).toBe(total - 1);
      jest.advanceTimersByTime(1);
      expect(written()).toBe(total);
    }
  });

  it('holds counts that cannot be written, tells so once, and writes them with the next', () => {
    const told: unknown[] = [];
    const usage = usageStore(database, (error) => told.push(error));
    // As a full disk does, this fails each statement that writes.
    database.exec('PRAGMA query_only = ON');
    for (let count = 0; count < 3; count++) {
      usage.keep(usage.add('p', 'k', DAY, 1));
    }
    expect(told).toEqual([expect.objectContaining({ message: expect.stringContaining('readonly') })]);
    database.exec('PRAGMA query_only = OFF');
    usage.keep(usage.add('p', 'k', DAY, 1));
    expect(written()).toBe(4);
  });
});
