import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { ARN, functionPools, lambda } from '../../support/function-pools.ts';

const { close, folder, open, openPool, run, work } = functionPools();

describe('openFunctionPool', () => {
  const esm = 'export const handler = async () => "esm"; export const api = { get: async () => "nested" };';
  const layouts: readonly (readonly [string, string, Readonly<Record<string, string>>, string])[] = [
    ['a CommonJS .js', 'index.handler', { 'index.js': 'exports.handler = async () => "cjs"' }, 'cjs'],
    ['a .js of type module', 'index.handler', { 'index.js': esm, 'package.json': '{"type":"module"}' }, 'esm'],
    ['an .mjs', 'index.handler', { 'index.mjs': esm }, 'esm'],
    ['a .cjs', 'index.handler', { 'index.cjs': 'exports.handler = async () => "cjs"' }, 'cjs'],
    ['a file in a folder', 'src/api.handler', { 'src/api.mjs': esm }, 'esm'],
    ['a nested export', 'index.api.get', { 'index.mjs': esm }, 'nested'],
    [
      'a file read beside it',
      'index.handler',
      {
        'index.cjs': 'exports.handler = async () => require("node:fs").readFileSync(__dirname + "/a.txt", "utf8")',
        'a.txt': 'text',
      },
      'text',
    ],
    [
      'the task root as its working directory',
      'index.handler',
      {
        'index.cjs':
          'exports.handler = async () => process.cwd() === process.env.LAMBDA_TASK_ROOT && process.cwd() === __dirname',
      },
      true as never,
    ],
    [
      'an SDK package that it does not bundle',
      'index.handler',
      {
        'index.mjs':
          'import { DynamoDBClient } from "@aws-sdk/client-dynamodb"; export const handler = async () => typeof DynamoDBClient',
      },
      'function',
    ],
  ];
  it.each(layouts)('loads %s', async (name, handler, files, payload) => {
    const functions = open(await folder(name.replaceAll(/\W/g, '-'), files), { handler });
    expect(await functions.invoke(ARN, {})).toEqual({ kind: 'returned', payload });
  });

  it('takes no word of the package in which the assembly lies, nor its packages', async () => {
    await folder('outer', { 'package.json': '{"type":"module"}', 'node_modules/near/index.js': 'module.exports = 1' });
    const code = await folder('outer/asset', {
      'index.js': 'exports.handler = async () => { try { return require("near") } catch ({ code }) { return code } }',
    });
    expect(await open(code).invoke(ARN, {})).toEqual({ kind: 'returned', payload: 'MODULE_NOT_FOUND' });
  });

  it('unpacks zip files', async () => {
    const path = join(work(), 'code.zip');
    await writeFile(path, zipSync({ 'lib/a.js': strToU8('exports.handler = async () => "zipped"') }));
    expect(await open({ kind: 'zip', path }, { handler: 'lib/a.handler' }).invoke(ARN, {})).toEqual({
      kind: 'returned',
      payload: 'zipped',
    });
  });

  it('refuses a zip file that reaches outside', async () => {
    const path = join(work(), 'bad.zip');
    await writeFile(path, zipSync({ '../../outside.js': strToU8('') }));
    expect(await open({ kind: 'zip', path }).invoke(ARN, {})).toMatchObject({
      kind: 'failed',
      errorMessage: expect.stringContaining('a path outside of it'),
    });
  });

  it('waits for invocations under way when it closes, and leaves nothing behind', async () => {
    const source =
      'exports.handler = async () => { await new Promise((r) => setTimeout(r, 50)); return process.env.LAMBDA_TASK_ROOT; }';
    const outcome = run(source);
    await close();
    const { payload } = Object(await outcome);
    expect(typeof payload).toBe('string');
    expect(existsSync(dirname(payload))).toBe(false);
  });

  it('fails what still runs when closing takes longer than allowed', async () => {
    const functions = open(
      'exports.handler = async () => { console.log("begun"); await new Promise(() => setTimeout(() => 0, 1e6)); }',
    );
    const outcome = functions.invoke(ARN, {});
    await functions.close({ within: 1 });
    expect(await outcome).toMatchObject({ kind: 'failed', errorType: 'Runtime.ExitError' });
    expect((await readdir(work())).length).toBeGreaterThan(0);
  });
});

describe('openFunctionPool, keepWarm', () => {
  it('lets go of what was not needed for so long, but of the last one', async () => {
    let gone = 0;
    const { promise: shrunk, resolve } = Promise.withResolvers<void>();
    const source = `
      process.on('exit', () => console.log('gone'));
      exports.handler = async ({ wait }) => { await new Promise((r) => setTimeout(r, wait)); return process.env.LAMBDA_TASK_ROOT; };`;
    const pool = openPool({
      functions: [lambda(source)],
      keepWarm: 20,
      onLog: () => {
        gone++;
        if (gone === 2) resolve();
      },
    });
    const outcomes = await Promise.all([1, 2, 3].map(() => pool.invoke(ARN, { wait: 300 })));
    expect(outcomes).toEqual(Array(3).fill(expect.objectContaining({ kind: 'returned' })));
    await shrunk;
    expect(await pool.invoke(ARN, { wait: 0 })).toMatchObject({ kind: 'returned' });
    expect(gone).toBe(2);
  });
});
