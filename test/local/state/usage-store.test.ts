import { DatabaseSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SCHEMA } from '../../../lib/local/state/schema.ts';
import { usageStore } from '../../../lib/local/state/usage-store.ts';

const DAY = '2026-11-23';
let database: DatabaseSync;
beforeEach(() => {
  database = new DatabaseSync(':memory:');
  database.exec(SCHEMA);
});
afterEach(() => database.close());

describe('usageStore', () => {
  it('keeps counts while they cannot be written, tells so once, and writes them with the next', async () => {
    const told: unknown[] = [];
    const usage = usageStore(database, (error) => told.push(error));
    // As a full disk does, this fails each statement that writes.
    database.exec('PRAGMA query_only = ON');
    for (let count = 0; count < 3; count++) {
      usage.add('p', 'k', DAY, 1);
      await turn();
    }
    expect(told).toEqual([expect.objectContaining({ message: expect.stringContaining('readonly') })]);
    database.exec('PRAGMA query_only = OFF');
    usage.add('p', 'k', DAY, 1);
    await turn();
    const { total } = database.prepare('SELECT sum(count) AS total FROM usage').get() ?? {};
    expect(total).toBe(4);
  });
});
