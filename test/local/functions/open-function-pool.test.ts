import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { ARN, functionPools, lambda } from '../../support/function-pools.ts';
import { holdUp } from '../../support/hold-up.ts';

const { close, logs, open, openPool, run } = functionPools();

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

  it.each([
    ['', '$LATEST'],
    [':$LATEST', '$LATEST'],
    [':live', '7'],
  ])('tells them the version that is asked for with %j, whichever is published', async (qualifier, version) => {
    const functions = open('exports.handler = async (event, context) => context.functionVersion');
    expect(await functions.invoke(`${ARN}${qualifier}`, {})).toEqual({ kind: 'returned', payload: version });
  });

  it('passes on what functions write, by line', async () => {
    await run(
      `exports.handler = async () => { console.log('one\\ntwo'); console.error('three'); process.stdout.write('rest'); }`,
    );
    await close();
    expect(logs().sort()).toEqual(['f: one', 'f: rest', 'f: three', 'f: two']);
  });

  it('passes on the last words of a function that ends', async () => {
    await run(`exports.handler = async () => { console.log('last words'); process.exit(1); }`);
    await close();
    expect(logs()).toEqual(['f: last words']);
  });

  it('keeps one environment for invocations that follow each other', async () => {
    const functions = open('let count = 0; exports.handler = async () => ++count');
    const payloads = [];
    for (let turn = 0; turn < 3; turn++) payloads.push(await functions.invoke(ARN, {}));
    expect(payloads).toEqual([1, 2, 3].map((payload) => ({ kind: 'returned', payload })));
  });

  it('starts functions ahead of their first invocation', async () => {
    const functions = [lambda("console.log('loaded'); exports.handler = async () => 1;")];
    const pool = openPool({ functions });
    expect(pool.started()).toEqual([]);
    await pool.start([ARN, 'arn:aws:lambda:us-east-1:000000000000:function:unknown']);
    expect(pool.started()).toEqual([ARN]);
    await pool.invoke(ARN, {});
    expect(logs()).toEqual(['f: loaded']);
  });

  it('leaves the failure of an early start to the invocation', async () => {
    const pool = openPool({ functions: [lambda('throw new Error("broken");')] });
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
    expect(await run(source)).toMatchObject({ kind: 'failed', errorType, errorMessage });
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
    expect(await functions.invoke(ARN, { loop: true })).toEqual({
      kind: 'failed',
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/^RequestId: [0-9a-f-]{36} Error: Task timed out after 0\.10 seconds$/),
    });
    expect(await functions.invoke(ARN, {})).toEqual({ kind: 'returned', payload: 1 });
    expect(logs()).toEqual(['f: Task timed out after 0.10 seconds']);
  });

  it('does not take an answer for late that came while this thread was held up', async () => {
    const functions = open('exports.handler = async () => 1', { timeout: 1000 });
    await functions.start([ARN]);
    const outcome = functions.invoke(ARN, {});
    // It is handed over by then; and the event loop looks at its timers next, before it looks at what has come.
    await setImmediate();
    await setImmediate();
    holdUp(1200);
    expect(await outcome).toEqual({ kind: 'returned', payload: 1 });
    expect(logs()).toEqual([]);
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
