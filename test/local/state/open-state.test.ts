import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { LocalState, StoredApiKey, StoredPlan } from '../../../lib/local/state/local-state.ts';
import { openState } from '../../../lib/local/state/open-state.ts';

let dir: string;
let state: LocalState;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'gatewright-state-'));
  state = openState(dir);
});
afterEach(async () => {
  state.close();
  await rm(dir, { recursive: true, force: true });
});

function reopen(): void {
  state.close();
  state = openState(dir);
}

it("is its owner's alone to read, for it holds the values of keys", async () => {
  state.apiKeys.put(key('a', 'v'.repeat(20)));
  const modes = await Promise.all(['state.db', 'state.db-wal'].map((name) => stat(join(dir, name))));
  expect(modes.map(({ mode }) => mode & 0o777)).toEqual([0o600, 0o600]);
});

const key = (id: string, value: string): StoredApiKey => ({
  id,
  value,
  name: `key ${id}`,
  description: '',
  enabled: true,
  customerId: '',
  tags: { team: 'a' },
  createdDate: 1,
  lastUpdatedDate: 2,
});
const plan = (id: string): StoredPlan => ({
  definition: { id, name: 'free', apiStages: [{ apiId: 'api', stage: 'prod', throttle: {} }], retained: true },
  source: 'control-plane',
  patches: [{ op: 'replace', path: '/name', value: 'freer' }],
  tags: {},
});

/** Runs a script in a process of its own, which opens the same folder. */
function runElsewhere(script: string) {
  const module = new URL('../../../lib/local/state/open-state.ts', import.meta.url).href;
  const source = `import { openState } from ${JSON.stringify(module)}; const dir = ${JSON.stringify(dir)}; ${script}`;
  return spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'pipe'] });
}

describe('openState', () => {
  it('keeps API keys over a restart', () => {
    state.apiKeys.put(key('b', 'second'));
    state.apiKeys.put(key('a', 'first'));
    reopen();
    expect(state.apiKeys.list()).toEqual([key('a', 'first'), key('b', 'second')]);
    expect(state.apiKeys.findByValue('second')).toEqual(key('b', 'second'));
  });

  it('finds a key by its new value only, once it has one', () => {
    state.apiKeys.put(key('a', 'old'));
    state.apiKeys.put(key('a', 'new'));
    expect([state.apiKeys.findByValue('old'), state.apiKeys.findByValue('new')?.id]).toEqual([undefined, 'a']);
  });

  it('refuses a second key with the same value', () => {
    state.apiKeys.put(key('a', 'same'));
    expect(() => state.apiKeys.put(key('b', 'same'))).toThrow('UNIQUE');
    expect(state.apiKeys.get('b')).toBeUndefined();
  });

  it('links keys and plans, and takes the links away with either', () => {
    state.apiKeys.put(key('a', 'v'));
    state.plans.put(plan('p'));
    for (const planId of ['p', 'q']) state.planKeys.link(planId, 'a');
    state.planKeys.link('p', 'a');
    expect([state.planKeys.plansOf('a'), state.planKeys.keysOf('p')]).toEqual([['p', 'q'], ['a']]);
    state.plans.delete('p');
    expect([state.planKeys.has('p', 'a'), state.planKeys.has('q', 'a')]).toEqual([false, true]);
    state.apiKeys.delete('a');
    reopen();
    expect(state.planKeys.keysOf('q')).toEqual([]);
  });

  it('keeps plans with their patches over a restart', () => {
    state.plans.put(plan('p'));
    reopen();
    expect([state.plans.list(), state.plans.get('q')]).toEqual([[plan('p')], undefined]);
  });

  it('counts usage per plan, key and day', () => {
    state.usage.add('p', 'a', '2026-11-22', 2);
    state.usage.add('p', 'a', '2026-11-22', 1);
    expect(state.usage.sum('p', 'a', '2026-11-22', '2026-11-22')).toBe(3);
    state.usage.add('p', 'a', '2026-11-23', 5);
    state.usage.add('p', 'b', '2026-11-23', 7);
    reopen();
    expect(state.usage.sum('p', 'a', '2026-11-22', '2026-11-23')).toBe(8);
    expect(state.usage.sum('p', 'a', '2026-11-24', '2026-11-30')).toBe(0);
    expect(state.usage.list('p', undefined, '2026-11-23', '2026-11-23')).toEqual([
      { keyId: 'a', day: '2026-11-23', count: 5 },
      { keyId: 'b', day: '2026-11-23', count: 7 },
    ]);
    expect(state.usage.list('p', 'b', '2026-11-01', '2026-11-30')).toHaveLength(1);
  });

  it('undoes all of a transaction that throws, in memory as well', () => {
    const failing = () =>
      state.transaction(() => {
        state.apiKeys.put(key('a', 'v'));
        state.transaction(() => state.planKeys.link('p', 'a'));
        throw new Error('no');
      });
    expect(failing).toThrow('no');
    expect([state.apiKeys.findByValue('v'), state.planKeys.has('p', 'a')]).toEqual([undefined, false]);
  });

  it('loses no key when its process is killed', async () => {
    state.close();
    const child = runElsewhere(`
      const state = openState(dir);
      state.apiKeys.put(${JSON.stringify(key('a', 'kept'))});
      state.planKeys.link('p', 'a');
      process.stdout.write('written');
      setInterval(() => {}, 1000);`);
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    state = openState(dir);
    expect([state.apiKeys.findByValue('kept')?.id, state.planKeys.plansOf('a')]).toEqual(['a', ['p']]);
  });

  it('opens without a warning', async () => {
    state.close();
    const child = runElsewhere('openState(dir).close();');
    let errors = '';
    child.stderr.on('data', (text) => {
      errors += text;
    });
    await once(child, 'exit');
    state = openState(dir);
    expect(errors).toBe('');
  });

  it('refuses a folder that another process uses', async () => {
    const child = runElsewhere(
      'try { openState(dir); } catch ({ code, message }) { process.stdout.write(code + ": " + message); }',
    );
    const [output] = await once(child.stdout, 'data');
    expect(String(output)).toBe(
      `STATE_LOCKED: another process uses the state folder ${dir}, stop it or name another folder with --state-dir`,
    );
  });

  it('says in which folder it cannot keep its file', async () => {
    const taken = await mkdtemp(join(tmpdir(), 'gatewright-state-'));
    await mkdir(join(taken, 'state.db'));
    for (const folder of [taken, '/dev/null/state'])
      expect(() => openState(folder)).toThrow(
        expect.objectContaining({
          code: 'OUTPUT_UNWRITABLE',
          message: expect.stringMatching(
            new RegExp(`^cannot write to ${folder} \\(.+\\): name another folder with --state-dir$`),
          ),
        }),
      );
    await rm(taken, { recursive: true });
  });

  it('refuses a damaged file and leaves it as it is', async () => {
    const damaged = await mkdtemp(join(tmpdir(), 'gatewright-state-'));
    await writeFile(join(damaged, 'state.db'), 'not a database, though long enough to be taken for one'.repeat(20));
    expect(() => openState(damaged)).toThrow(
      expect.objectContaining({ code: 'STATE_CORRUPT', message: expect.stringContaining('is damaged') }),
    );
    await rm(damaged, { recursive: true });
  });

  it('refuses a file whose pages are damaged', async () => {
    for (let id = 0; id < 500; id++) state.apiKeys.put(key(String(id), `value ${id}`));
    state.close();
    const file = join(dir, 'state.db');
    const handle = await open(file, 'r+');
    await handle.write(Buffer.alloc(12_000, 0x5a), 0, 12_000, 8192);
    await handle.close();
    expect(() => openState(dir)).toThrow(expect.objectContaining({ code: 'STATE_CORRUPT' }));
    await rm(file);
    state = openState(dir);
  });
});
