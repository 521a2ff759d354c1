import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import type { StreamedInvocation } from '../../../lib/local/functions/function-pool.ts';
import { ARN, functionPools } from '../../support/function-pools.ts';

const { close, logs, open, run } = functionPools();

function bodyOf(outcome: StreamedInvocation): Readable {
  if (outcome.kind !== 'streaming') throw new Error(`not streaming: ${JSON.stringify(outcome)}`);
  return outcome.body;
}

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
    await close();
    expect(logs()[0]).toMatch(/^f: wrote [0-2]$/);
  });

  it('errors the body when the handler fails after the first bytes', async () => {
    const source = stream(
      `stream.write('first'); await new Promise((r) => setTimeout(r, 20)); throw new TypeError('midway');`,
    );
    const body = bodyOf(await open(source).invokeStreaming(ARN, {}));
    await expect(buffer(body)).rejects.toThrow('the response stream broke off: TypeError: midway');
  });

  it('lets a function run on whose client has gone, as Lambda does, without its place among the 32', async () => {
    const source = stream(`
      stream.write('first');
      if (event.stay) await new Promise((r) => setTimeout(r, 1e6));
      stream.end();`);
    const functions = open(source, { timeout: 60_000 });
    for (let count = 0; count < 33; count++) bodyOf(await functions.invokeStreaming(ARN, { stay: true })).destroy();
    expect(String(await buffer(bodyOf(await functions.invokeStreaming(ARN, {}))))).toBe('first');
  }, 30_000);

  it('reports a failure before the first bytes as an outcome', async () => {
    expect(await open(stream(`throw new Error('early')`)).invokeStreaming(ARN, {})).toMatchObject({
      kind: 'failed',
      errorType: 'Error',
      errorMessage: 'early',
    });
  });

  it('times out before and after the first bytes', async () => {
    const source = stream(`if (event.begin) stream.write('first'); await new Promise((r) => setTimeout(r, 1e6));`);
    const functions = open(source, { timeout: 150 });
    expect(await functions.invokeStreaming(ARN, {})).toMatchObject({ kind: 'failed', errorType: 'Sandbox.Timedout' });
    const body = bodyOf(await functions.invokeStreaming(ARN, { begin: true }));
    await expect(buffer(body)).rejects.toThrow('Task timed out after');
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
