import { afterAll, describe, expect, it } from '@jest/globals';
import { startLambdaService } from '../../../lib/local/functions/lambda-service.ts';
import { ARN, functionPools } from '../../support/function-pools.ts';
import { send } from '../../support/send.ts';

const { open, logs } = functionPools();
let source = '';
const errors: unknown[] = [];
const service = await startLambdaService({
  functions: () => open(source),
  controlPlane: ({ method, url }) => ({ kind: 'answer', status: 418, headers: ['a', 'b'], body: `${method} ${url}` }),
  onError: (error) => errors.push(error),
});
afterAll(() => service.close());

const invoke = (name: string, more: Record<string, string> = {}, body = '{"a":1}') =>
  send(`${service.endpoint}/2015-03-31/functions/${encodeURIComponent(name)}/invocations?Qualifier=7`, {
    method: 'POST',
    headers: more,
    body,
  });

describe('startLambdaService', () => {
  it.each(['f', 'f:7', ARN, `${ARN}:7`])('answers with what the function %s returns', async (name) => {
    source = 'exports.handler = async (event) => ({ got: event })';
    const reply = await invoke(name);
    expect([reply.status, reply.json()]).toEqual([200, { got: { a: 1 } }]);
  });

  it('takes an event at once, and runs it', async () => {
    source =
      'exports.handler = async (event) => { await new Promise((r) => setTimeout(r, 50)); console.log("ran", event.a) }';
    expect((await invoke('f', { 'x-amz-invocation-type': 'Event' })).status).toBe(202);
    expect(logs().join()).not.toContain('ran');
    while (!logs().join().includes('ran 1')) await new Promise((resolve) => setTimeout(resolve, 10));
  });

  it('says that the function failed, as Lambda does', async () => {
    source = 'exports.handler = async () => { throw new TypeError("no") }';
    const reply = await invoke('f');
    expect([reply.status, reply.headers['x-amz-function-error'], reply.json()]).toEqual([
      200,
      'Unhandled',
      expect.objectContaining({ errorType: 'TypeError', errorMessage: 'no' }),
    ]);
  });

  it('refuses what it cannot do', async () => {
    source = 'exports.handler = async () => 1';
    expect((await invoke('g')).status).toBe(404);
    expect((await invoke('f', {}, '{')).status).toBe(400);
    expect((await invoke('f', { origin: 'http://evil.example' })).status).toBe(403);
    expect((await send(`${service.endpoint}/2015-03-31/functions`)).status).toBe(404);
    expect(errors).toEqual([]);
  });
});
