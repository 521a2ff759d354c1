import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { runInChildren, type TaskResult } from './run-in-children.ts';

const SCRIPT = `
process.on('message', (task) => {
  if (task === 'hang') for (;;);
  if (task === 'exit') process.exit(3);
  if (task === 'throw') throw new TypeError('what it threw');
  if (task === 'fill') { const all = []; for (;;) all.push(new Array(1e5).fill(all.length)); }
  process.send(task.toUpperCase());
});
`;

const folder = temporaryFolder();

async function run(tasks: readonly string[]) {
  const script = join(folder, 'child.mjs');
  writeFileSync(script, SCRIPT);
  const results = new Map<string, TaskResult<string>>();
  const options = { script, args: [], jobs: 2, timeout: 5000, memory: 64 };
  await runInChildren<string>(tasks, options, (task, result) => void results.set(task, result));
  return results;
}

describe('runInChildren', () => {
  it('makes of a child that hangs, throws, ends or fills its memory a row, and goes on with the next task', async () => {
    const results = await run(['a', 'hang', 'b', 'exit', 'throw', 'c', 'fill', 'd']);
    expect(results.size).toBe(8);
    expect(['a', 'b', 'c', 'd'].map((task) => results.get(task))).toEqual(
      ['A', 'B', 'C', 'D'].map((answer) => ({ kind: 'answered', answer })),
    );
    expect(results.get('hang')).toMatchObject({ kind: 'died', death: 'hung' });
    expect(results.get('exit')).toMatchObject({ kind: 'died', death: 'crashed' });
    expect(results.get('throw')).toMatchObject({ kind: 'died', death: 'crashed', why: 'TypeError: what it threw' });
    expect(results.get('fill')).toMatchObject({ kind: 'died', death: 'out of memory' });
  }, 30_000);
});
