import { describe, expect, it } from '@jest/globals';
import type { FunctionPool, Invocation } from '../../../lib/local/functions/function-pool.ts';
import { ARN, functionPools } from '../../support/function-pools.ts';

const { close, logs, open } = functionPools();

/** Quick enough for the pool to hand events to its thread ahead of time; what an event asks for is another matter. */
const SOURCE = `
  let running = 0;
  const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  exports.handler = async (event) => {
    if (event.name) console.log(event.name);
    running++;
    await (event.wait === undefined ? null : wait(event.wait));
    while (event.loop);
    if (event.exit) process.exit(1);
    running--;
    return { name: event.name, beside: running };
  };`;

async function openWarm(timeout = 10_000): Promise<FunctionPool> {
  const pool = open(SOURCE, { timeout });
  for (let count = 0; count < 3; count++) await pool.invoke(ARN, {});
  return pool;
}

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];
const invokeAll = (pool: FunctionPool): readonly Promise<Invocation>[] =>
  NAMES.map((name) => pool.invoke(ARN, { name }));
const allReturned = NAMES.map((name) => ({ kind: 'returned', payload: expect.objectContaining({ name }) }));
const ranOnce = NAMES.map((name) => `f: ${name}`);

describe('openFunctionPool, with events that threads hold ahead of time', () => {
  it('still runs one at a time in a thread, and each once', async () => {
    const pool = await openWarm();
    const many = Array.from({ length: 40 }, (_, index) => ({ name: String(index), wait: index % 4 === 0 ? 1 : 0 }));
    const outcomes = await Promise.all(many.map((event) => pool.invoke(ARN, event)));
    expect(outcomes).toEqual(
      many.map(({ name }) => ({ kind: 'returned', payload: expect.objectContaining({ name, beside: 0 }) })),
    );
    await close();
    expect(logs().toSorted()).toEqual(many.map(({ name }) => `f: ${name}`).toSorted());
  });

  it('runs elsewhere what waits behind one that takes long', async () => {
    const pool = await openWarm(3000);
    const order: string[] = [];
    const long = pool.invoke(ARN, { wait: 1e6 }).then((outcome) => order.push(outcome.kind));
    const others = invokeAll(pool).map((outcome) => outcome.then(({ kind }) => order.push(kind)));
    await Promise.all([long, ...others]);
    expect(order).toEqual([...NAMES.map(() => 'returned'), 'failed']);
  });

  it('runs elsewhere what a thread that dies has not begun, and nothing twice', async () => {
    const pool = await openWarm();
    const dies = pool.invoke(ARN, { wait: 20, exit: true });
    expect(await Promise.all(invokeAll(pool))).toEqual(allReturned);
    expect(await dies).toMatchObject({ kind: 'failed', errorType: 'Runtime.ExitError' });
    await close();
    expect(logs().toSorted()).toEqual(ranOnce);
  });

  it('takes back what waits behind one that computes to its timeout', async () => {
    const pool = await openWarm(1000);
    const computes = pool.invoke(ARN, { loop: true });
    expect(await Promise.all(invokeAll(pool))).toEqual(allReturned);
    expect(await computes).toEqual({
      kind: 'failed',
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/^RequestId: [0-9a-f-]{36} Error: Task timed out after 1\.00 seconds$/),
    });
    await close();
    expect(logs().toSorted()).toEqual(['f: Task timed out after 1.00 seconds', ...ranOnce]);
  });
});
