import { describe, expect, it } from '@jest/globals';
import { ask, hitCount, host, json, router, text, thing } from './router-with-targets.ts';

describe('handler of the router', () => {
  it.each([
    ['POST', '/dead', 502, 'no target could be reached'],
    ['POST', '/resetting', 502, 'the target gave no valid answer'],
    ['POST', '/short', 502, 'the target gave no valid answer'],
    ['POST', '/switching', 502, 'the target gave no valid answer'],
    ['POST', '/zero', 502, 'the target gave no valid answer'],
    ['POST', '/beyond', 502, 'the target gave no valid answer'],
    ['POST', '/twoLengths', 502, 'the target gave no valid answer'],
    ['POST', '/lengthAndChunks', 502, 'the target gave no valid answer'],
    ['POST', '/coded', 502, 'the target gave no valid answer'],
    ['POST', '/longHead', 502, 'the target gave no valid answer'],
    ['GET', '/garbage', 502, 'the target gave no valid answer'],
    ['GET', '/silent', 504, 'the target did not answer in time'],
    ['GET', '/endless', 504, 'the target did not answer in time'],
    [
      'GET',
      '/large',
      502,
      'the response is larger than the 6 MB of a buffered answer: set `stream: true` for this operation',
    ],
    [
      'GET',
      '/headed',
      502,
      'the response is larger than the 6 MB of a buffered answer: set `stream: true` for this operation',
    ],
    ['GET', '/absent', 404, 'no operation has this method and path'],
    ['PUT', '/dead', 404, 'no operation has this method and path'],
    ['TRACE', '/mocked', 405, 'this gateway does not answer TRACE'],
    ['CONNECT', '/mocked', 501, 'this gateway opens no tunnels'],
    ['GET', '/secured', 500, 'the gateway is not configured correctly for this operation'],
    ['GET', '/broken', 500, 'the gateway failed'],
  ])('answers %s %s with a problem of status %i', async (method, path, status, detail) => {
    const result = await ask({ method, path });
    expect(result.statusCode).toBe(status);
    expect(result.multiValueHeaders?.['Content-Type']).toEqual(['application/problem+json']);
    expect(json(result)).toEqual({ type: 'about:blank', title: expect.any(String), status, detail });
  });

  it('refuses paths that a target could read differently', async () => {
    const before = hitCount();
    const unsafe = await thing({ pathParameters: { id: '%2e%2e' } });
    const joined = await ask({ resource: '/joined/{ab}', pathParameters: { ab: '..' } });
    const dots = await ask({ resource: '/joined/{a}{b}', pathParameters: { a: '%2', b: 'e.' } });
    expect([unsafe.statusCode, joined.statusCode, dots.statusCode]).toEqual([400, 400, 400]);
    expect(hitCount()).toBe(before);
  });

  it.each([
    ['x', 'a\r\nx-admin: 1'],
    ['x', 'a\u0000'],
    ['x y', 'a'],
    ['x:', 'a'],
    ['', 'a'],
  ])('refuses the header field %j: %j', async (name, value) => {
    const before = hitCount();
    expect((await thing({ headers: { [name]: [value] } })).statusCode).toBe(400);
    expect(hitCount()).toBe(before);
  });

  it('answers before the invocation ends', async () => {
    expect((await ask({ path: '/slow' }, 560)).statusCode).toBe(504);
    expect((await ask({ path: '/slow' }, 400)).statusCode).toBe(504);
  });

  it('lets only the authorized operation pass', async () => {
    const secured = (name: string) => ask({ path: '/secured', authorizer: { operation: name } });
    expect((await secured('GET /secured')).statusCode).toBe(200);
    expect((await secured('GET /mocked')).statusCode).toBe(500);
  });

  it('answers a mock, readable by the pages of allowed origins', async () => {
    const from = (origin: string) => ask({ path: '/mocked', headers: { origin: [origin] } });
    const allowed = await from('https://app.example');
    expect([allowed.statusCode, text(allowed)]).toEqual([203, 'hello']);
    expect(allowed.multiValueHeaders).toEqual({
      'X-Mock': ['yes'],
      Vary: ['Origin'],
      'Access-Control-Allow-Origin': ['https://app.example'],
      'Access-Control-Allow-Credentials': ['true'],
      'Access-Control-Expose-Headers': ['X-Mock'],
    });
    expect((await from('https://evil.example')).multiValueHeaders).toEqual({ 'X-Mock': ['yes'], Vary: ['Origin'] });
  });

  it('logs one line per request, without its secrets', async () => {
    await thing({
      id: 'logged',
      pathParameters: { id: 'canary' },
      query: { access_token: ['canary'] },
      headers: { authorization: ['canary'], 'x-api-key': ['canary'] },
    });
    expect(JSON.parse(await router.logLine('logged'))).toEqual({
      level: 'INFO',
      message: 'request served',
      requestId: 'logged',
      method: 'GET',
      status: 200,
      ms: expect.any(Number),
      operation: 'GET /things/{id}',
      target: `0 ${host}`,
      tries: 1,
      targetMs: expect.any(Number),
      trace: expect.stringMatching(/^[0-9a-f]{32}$/),
      FunctionName: 'router',
      Operation: 'GET /things/{id}',
      Target: host,
      Duration: expect.any(Number),
      TargetDuration: expect.any(Number),
      Failures: 0,
      TargetFailures: 0,
      Retries: 0,
      Shed: 0,
      _aws: expect.anything(),
    });
  });

  it('logs why it answered by itself', async () => {
    await ask({ path: '/secured', id: 'refused' });
    expect(JSON.parse(await router.logLine('refused'))).toMatchObject({
      level: 'ERROR',
      operation: 'GET /secured',
      reason: 'configuration error: operation "GET /secured" needs the word of who guards it, got none',
    });
    await ask({ method: 'POST', path: '/resetting', id: 'reset' });
    expect(JSON.parse(await router.logLine('"reset"'))).toMatchObject({
      level: 'ERROR',
      reason: 'ECONNRESET',
      flags: 'UC',
      tries: 1,
      Failures: 1,
      TargetFailures: 1,
    });
  });
});
