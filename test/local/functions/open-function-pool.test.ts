import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import type { FunctionCode, LambdaFunction } from '../../../lib/local/assembly/assembly.ts';
import type { FunctionPool, StreamedInvocation } from '../../../lib/local/functions/function-pool.ts';
import { openFunctionPool } from '../../../lib/local/functions/open-function-pool.ts';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:f';

let work: string;
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

function lambda(code: FunctionCode | string, more: Partial<LambdaFunction> = {}): LambdaFunction {
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

function open(code: FunctionCode | string, more: Partial<LambdaFunction> = {}): FunctionPool {
  pool = openFunctionPool({
    functions: [lambda(code, more)],
    environment: { EXTRA: 'for all', OWN: 'stronger' },
    onLog: (name, line) => logs.push(`${name}: ${line}`),
  });
  return pool;
}

/** Runs a function's source once. */
function run(source: string, event: unknown = {}, more: Partial<LambdaFunction> = {}) {
  return open(source, more).invoke(ARN, event);
}

async function folder(name: string, files: Readonly<Record<string, string>>): Promise<FunctionCode> {
  const path = join(work, name);
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(path, file)), { recursive: true });
    await writeFile(join(path, file), text);
  }
  return { kind: 'directory', path };
}

function bodyOf(outcome: StreamedInvocation): Readable {
  if (outcome.kind !== 'streaming') throw new Error(`not streaming: ${JSON.stringify(outcome)}`);
  return outcome.body;
}

describe('openFunctionPool', () => {
  it('returns what a handler returns', async () => {
    const source = 'exports.handler = async (event) => ({ statusCode: 200, body: event.name })';
    expect(await run(source, { name: 'a' })).toEqual({ kind: 'returned', payload: { statusCode: 200, body: 'a' } });
  });

  it("gives a function its own variables, ours over them and Lambda's over all", async () => {
    const names = [
      'OWN',
      'MINE',
      'EXTRA',
      'AWS_REGION',
      'AWS_LAMBDA_FUNCTION_NAME',
      'AWS_LAMBDA_FUNCTION_VERSION',
      '_HANDLER',
      'AWS_ACCESS_KEY_ID',
      'HOME',
    ];
    const source = `exports.handler = async () => ${JSON.stringify(names)}.map((name) => process.env[name] ?? null)`;
    const environment = { OWN: 'weaker', MINE: 'm', AWS_REGION: 'moon-1' };
    expect(await run(source, {}, { environment })).toEqual({
      kind: 'returned',
      payload: ['stronger', 'm', 'for all', 'us-east-1', 'f', '7', 'index.handler', 'local', null],
    });
  });

  it('lets a function set the variables that Lambda does not reserve', async () => {
    const environment = { TZ: 'Europe/Berlin', _HANDLER: 'mine' };
    expect(
      await run(
        'exports.handler = async () => [process.env.TZ, process.env.LANG, process.env._HANDLER]',
        {},
        { environment },
      ),
    ).toEqual({ kind: 'returned', payload: ['Europe/Berlin', 'en_US.UTF-8', 'index.handler'] });
  });

  it('gives handlers a context', async () => {
    const source = `exports.handler = async (event, context) => ({ ...context, time: context.getRemainingTimeInMillis(), getRemainingTimeInMillis: 0 })`;
    expect(await open(source).invoke(`${ARN}:7`, {})).toMatchObject({
      payload: {
        functionName: 'f',
        functionVersion: '7',
        memoryLimitInMB: '128',
        logGroupName: '/aws/lambda/f',
        invokedFunctionArn: `${ARN}:7`,
        awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        time: expect.any(Number),
      },
    });
  });

  it('passes on what functions write, by line', async () => {
    await run(
      `exports.handler = async () => { console.log('one\\ntwo'); console.error('three'); process.stdout.write('rest'); }`,
    );
    await pool?.close();
    expect(logs.sort()).toEqual(['f: one', 'f: rest', 'f: three', 'f: two']);
  });

  it('passes on the last words of a function that ends', async () => {
    await run(`exports.handler = async () => { console.log('last words'); process.exit(1); }`);
    await pool?.close();
    expect(logs).toEqual(['f: last words']);
  });

  it('keeps one environment for invocations that follow each other', async () => {
    const functions = open('let count = 0; exports.handler = async () => ++count');
    const payloads = [];
    for (let turn = 0; turn < 3; turn++) payloads.push(await functions.invoke(ARN, {}));
    expect(payloads).toEqual([1, 2, 3].map((payload) => ({ kind: 'returned', payload })));
  });

  it('starts functions ahead of their first invocation', async () => {
    const functions = [lambda("console.log('loaded'); exports.handler = async () => 1;")];
    pool = openFunctionPool({ functions, onLog: (_, line) => logs.push(line) });
    expect(pool.started()).toEqual([]);
    await pool.start([ARN, 'arn:aws:lambda:us-east-1:000000000000:function:unknown']);
    expect(pool.started()).toEqual([ARN]);
    await pool.invoke(ARN, {});
    expect(logs).toEqual(['loaded']);
  });

  it('leaves the failure of an early start to the invocation', async () => {
    pool = openFunctionPool({ functions: [lambda('throw new Error("broken");')] });
    await pool.start([ARN]);
    expect(await pool.invoke(ARN, {})).toMatchObject({ kind: 'failed', errorMessage: 'broken' });
  });

  it('runs one invocation at a time in an environment, and more beside it when they queue', async () => {
    const source = `let busy = 0; exports.handler = async () => { busy++; await new Promise((r) => setTimeout(r, 60)); return busy--; }`;
    const functions = open(source);
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => functions.invoke(ARN, {})));
    expect(outcomes).toEqual(Array(4).fill({ kind: 'returned', payload: 1 }));
  });

  it('returns values as they are after JSON', async () => {
    const source = `const results = [undefined, { at: new Date(0) }, { toJSON: () => 5 }, { a: () => 1, b: undefined, c: 1 }, new (class { a = 1 })(), [NaN]];
      exports.handler = async (index) => results[index];`;
    const functions = open(source);
    const outcomes = await Promise.all([0, 1, 2, 3, 4, 5].map((index) => functions.invoke(ARN, index)));
    expect(outcomes.map((outcome) => Object(outcome).payload)).toEqual([
      null,
      { at: '1970-01-01T00:00:00.000Z' },
      5,
      { c: 1 },
      { a: 1 },
      [null],
    ]);
  });

  const failures: readonly (readonly [string, string, string, unknown])[] = [
    ['an error', 'exports.handler = async () => { throw new TypeError("no") }', 'TypeError', 'no'],
    ['a synchronous error', 'exports.handler = () => { throw new Error("Unauthorized") }', 'Error', 'Unauthorized'],
    ['a thrown string', 'exports.handler = async () => { throw "no" }', 'string', 'no'],
    [
      'a result that JSON cannot hold',
      'exports.handler = async () => ({ big: 1n })',
      'Runtime.JSONStringifyError',
      'Unable to stringify response body',
    ],
    ['an error while loading', 'throw new RangeError("at load")', 'RangeError', 'at load'],
    ['a missing module', 'require("nowhere")', 'Runtime.ImportModuleError', "Error: Cannot find module 'nowhere'"],
    [
      'a missing SDK package',
      'require("@aws-sdk/client-of-nothing")',
      'Runtime.ImportModuleError',
      expect.stringContaining('npm install --save-dev @aws-sdk/client-of-nothing'),
    ],
    ['a syntax error', 'exports.handler = (', 'Runtime.UserCodeSyntaxError', expect.stringContaining('SyntaxError')],
    ['a missing handler', 'exports.other = 1', 'Runtime.HandlerNotFound', 'index.handler is undefined or not exported'],
    [
      'a callback on nodejs24.x',
      'exports.handler = (event, context, callback) => callback()',
      'Runtime.CallbackHandlerDeprecated',
      expect.stringContaining('takes a callback'),
    ],
    [
      'an exit',
      'exports.handler = async () => process.exit(3)',
      'Runtime.ExitError',
      'Runtime exited with error: exit status 3',
    ],
    [
      'an uncaught error',
      'exports.handler = () => new Promise(() => setImmediate(() => { throw new Error("late") }))',
      'Error',
      'late',
    ],
    [
      'an unhandled rejection',
      'exports.handler = () => new Promise(() => { Promise.reject(new Error("lost")) })',
      'Runtime.UnhandledPromiseRejection',
      'lost',
    ],
    [
      'a response over 6 MB',
      'exports.handler = async () => "a".repeat(6291600)',
      'Function.ResponseSizeTooLarge',
      'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    ],
  ];
  it.each(failures)('reports %s as a failure', async (_name, source, errorType, errorMessage) => {
    expect(await run(source)).toEqual({ kind: 'failed', errorType, errorMessage });
  });

  it('lets a response of just 6 MB pass', async () => {
    expect(await run('exports.handler = async () => "a".repeat(6291554)')).toMatchObject({ kind: 'returned' });
  });

  it('refuses a request over 6 MB', async () => {
    expect(await run('exports.handler = async () => 1', { body: 'a'.repeat(6291460) })).toMatchObject({
      errorType: 'RequestTooLargeException',
    });
  });

  it('refuses a function that it does not have', async () => {
    expect(await open('').invoke(`${ARN}-other:1`, {})).toMatchObject({ errorType: 'ResourceNotFoundException' });
  });

  it('takes a new environment after a crash', async () => {
    const functions = open('let count = 0; exports.handler = async (event) => event.crash ? process.exit(1) : ++count');
    await functions.invoke(ARN, {});
    await functions.invoke(ARN, { crash: true });
    expect(await functions.invoke(ARN, {})).toEqual({ kind: 'returned', payload: 1 });
  });

  it('stops a function at its timeout, even in an endless loop', async () => {
    const functions = open('exports.handler = async (event) => { while (event.loop); return 1; }', { timeout: 100 });
    expect(await functions.invoke(ARN, { loop: true })).toEqual({ kind: 'timed-out' });
    expect(await functions.invoke(ARN, {})).toEqual({ kind: 'returned', payload: 1 });
    expect(logs).toEqual(['f: Task timed out after 0.10 seconds']);
  });

  const older: readonly (readonly [string, string, object])[] = [
    ['callbacks', '(event, context, callback) => setImmediate(callback, null, 5)', { kind: 'returned', payload: 5 }],
    [
      'callbacks with an error',
      '(event, context, callback) => callback("Unauthorized")',
      { kind: 'failed', errorType: 'string', errorMessage: 'Unauthorized' },
    ],
    ['context.succeed', '(event, context) => context.succeed(6)', { kind: 'returned', payload: 6 }],
    ['promises', 'async () => 7', { kind: 'returned', payload: 7 }],
    ['a value that nothing waits for, as null', '() => 8', { kind: 'returned', payload: null }],
  ];
  it.each(older)('takes %s up to nodejs22.x', async (_name, handler, outcome) => {
    expect(await run(`exports.handler = ${handler}`, {}, { runtime: 'nodejs22.x' })).toEqual(outcome);
  });
});

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
    const path = join(work, 'code.zip');
    await writeFile(path, zipSync({ 'lib/a.js': strToU8('exports.handler = async () => "zipped"') }));
    expect(await open({ kind: 'zip', path }, { handler: 'lib/a.handler' }).invoke(ARN, {})).toEqual({
      kind: 'returned',
      payload: 'zipped',
    });
  });

  it('refuses a zip file that reaches outside', async () => {
    const path = join(work, 'bad.zip');
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
    await pool?.close();
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
    expect((await readdir(work)).length).toBeGreaterThan(0);
  });
});

describe('openFunctionPool, keepWarm', () => {
  it('lets go of what was not needed for so long, but of the last one', async () => {
    let gone = 0;
    const { promise: shrunk, resolve } = Promise.withResolvers<void>();
    const source = `
      process.on('exit', () => console.log('gone'));
      exports.handler = async ({ wait }) => { await new Promise((r) => setTimeout(r, wait)); return process.env.LAMBDA_TASK_ROOT; };`;
    pool = openFunctionPool({
      functions: [lambda(source)],
      keepWarm: 20,
      onLog: () => {
        gone++;
        if (gone === 2) resolve();
      },
    });
    const outcomes = await Promise.all([1, 2, 3].map(() => pool?.invoke(ARN, { wait: 300 })));
    expect(outcomes).toEqual(Array(3).fill(expect.objectContaining({ kind: 'returned' })));
    await shrunk;
    expect(await pool.invoke(ARN, { wait: 0 })).toMatchObject({ kind: 'returned' });
    expect(gone).toBe(2);
  });
});

describe('openFunctionPool, streaming', () => {
  const stream = (body: string) =>
    `exports.handler = awslambda.streamifyResponse(async (event, stream, context) => { ${body} })`;

  it("sends metadata, eight NULs and the body, in Lambda's wire format", async () => {
    const source = stream(`
      stream = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { 'content-type': 'text/plain' } });
      stream.write('hello '); stream.end('world');`);
    const body = bodyOf(await open(source).invokeStreaming(ARN, {}));
    expect((await buffer(body)).toString('latin1')).toBe(
      `{"statusCode":201,"headers":{"content-type":"text/plain"}}${'\0'.repeat(8)}hello world`,
    );
  });

  it('sends metadata with an empty first write', async () => {
    const source = stream(
      `stream = awslambda.HttpResponseStream.from(stream, { statusCode: 204 }); stream.write(''); stream.end();`,
    );
    expect((await buffer(bodyOf(await open(source).invokeStreaming(ARN, {})))).toString('latin1')).toBe(
      `{"statusCode":204}${'\0'.repeat(8)}`,
    );
  });

  it('passes chunks on as they come', async () => {
    const source = stream(`stream.write('first'); await new Promise((r) => setTimeout(r, 100)); stream.end('second');`);
    const body = bodyOf(await open(source).invokeStreaming(ARN, {}));
    const chunks: string[] = [];
    for await (const chunk of body) chunks.push(String(chunk));
    expect(chunks).toEqual(['first', 'second']);
  });

  it('holds the function back while nobody reads', async () => {
    const source = stream(`
      let written = 0;
      setTimeout(() => { console.log('wrote', written); stream.destroy(new Error('enough')); }, 100);
      for (; written < 64; written++) if (!stream.write(Buffer.alloc(65536))) await new Promise((r) => stream.once('drain', r));`);
    const body = bodyOf(await open(source).invokeStreaming(ARN, {}));
    await expect(once(body, 'end')).rejects.toThrow('the response stream broke off: Error: enough');
    await pool?.close();
    expect(logs[0]).toMatch(/^f: wrote [0-2]$/);
  });

  it('errors the body when the handler fails after the first bytes', async () => {
    const source = stream(
      `stream.write('first'); await new Promise((r) => setTimeout(r, 20)); throw new TypeError('midway');`,
    );
    const body = bodyOf(await open(source).invokeStreaming(ARN, {}));
    await expect(buffer(body)).rejects.toThrow('the response stream broke off: TypeError: midway');
  });

  it('reports a failure before the first bytes as an outcome', async () => {
    expect(await open(stream(`throw new Error('early')`)).invokeStreaming(ARN, {})).toEqual({
      kind: 'failed',
      errorType: 'Error',
      errorMessage: 'early',
    });
  });

  it('times out before and after the first bytes', async () => {
    const source = stream(`if (event.begin) stream.write('first'); await new Promise((r) => setTimeout(r, 1e6));`);
    const functions = open(source, { timeout: 150 });
    expect(await functions.invokeStreaming(ARN, {})).toEqual({ kind: 'timed-out' });
    const body = bodyOf(await functions.invokeStreaming(ARN, { begin: true }));
    await expect(buffer(body)).rejects.toThrow('the function timed out');
  });

  it('lets a function write on after its reader left, and serves the next', async () => {
    const source = stream(
      `for (let i = 0; i < 50; i++) if (!stream.write(Buffer.alloc(65536))) await new Promise((r) => stream.once('drain', r)); stream.end();`,
    );
    const functions = open(source);
    const body = bodyOf(await functions.invokeStreaming(ARN, {}));
    body.destroy();
    expect((await buffer(bodyOf(await functions.invokeStreaming(ARN, {})))).length).toBe(50 * 65536);
  });

  it('gathers what a streaming function writes for a buffered invocation', async () => {
    expect(await run(stream(`stream.end('{"statusCode":200}')`))).toEqual({
      kind: 'returned',
      payload: { statusCode: 200 },
    });
  });

  it('sends what a buffered function returns as JSON to a streamed invocation', async () => {
    const body = bodyOf(await open('exports.handler = async () => ({ statusCode: 200 })').invokeStreaming(ARN, {}));
    expect((await buffer(body)).toString()).toBe('{"statusCode":200}');
  });
});
