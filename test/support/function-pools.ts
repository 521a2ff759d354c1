import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import type { FunctionCode, LambdaFunction } from '../../lib/local/assembly/assembly.ts';
import type { FunctionPool, FunctionPoolOptions } from '../../lib/local/functions/function-pool.ts';
import { openFunctionPool } from '../../lib/local/functions/open-function-pool.ts';

export const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:f';

export function lambda(code: FunctionCode | string, more: Partial<LambdaFunction> = {}): LambdaFunction {
  return {
    arn: ARN,
    name: 'f',
    handler: 'index.handler',
    runtime: 'nodejs24.x',
    timeout: 3000,
    memorySize: 128,
    environment: {},
    code: typeof code === 'string' ? { kind: 'inline', source: code } : code,
    version: '7',
    logGroupName: '/aws/lambda/f',
    ...more,
  };
}

/** Pools for one test each, closed after it, and a folder for code that goes with the tests of the file. */
export function functionPools() {
  let work = '';
  let pool: FunctionPool | undefined;
  let logs: string[] = [];
  beforeAll(async () => {
    work = await realpath(await mkdtemp(join(tmpdir(), 'gatewright-code-')));
  });
  afterAll(() => rm(work, { recursive: true, force: true }));
  afterEach(async () => {
    await pool?.close({ within: 0 });
    pool = undefined;
    logs = [];
  });
  const openPool = (options: FunctionPoolOptions): FunctionPool => {
    pool = openFunctionPool({ onLog: (name, line) => logs.push(`${name}: ${line}`), ...options });
    return pool;
  };
  const open = (code: FunctionCode | string, more: Partial<LambdaFunction> = {}): FunctionPool =>
    openPool({ functions: [lambda(code, more)], environment: { EXTRA: 'for all', OWN: 'stronger' } });
  return {
    openPool,
    open,
    /** Runs a function's source once. */
    run: (source: string, event: unknown = {}, more: Partial<LambdaFunction> = {}) =>
      open(source, more).invoke(ARN, event),
    close: async () => pool?.close(),
    logs: () => logs,
    work: () => work,
    async folder(name: string, files: Readonly<Record<string, string>>): Promise<FunctionCode> {
      const path = join(work, name);
      for (const [file, text] of Object.entries(files)) {
        await mkdir(dirname(join(path, file)), { recursive: true });
        await writeFile(join(path, file), text);
      }
      return { kind: 'directory', path };
    },
  };
}
