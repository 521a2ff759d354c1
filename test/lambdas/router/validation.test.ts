import { describe, expect, it } from '@jest/globals';
import { routerConfig } from '../../../lib/compiler/router-config.ts';
import { validationFiles } from '../../../lib/compiler/validation/validation-files.ts';
import { compileYaml } from '../../support/compile-yaml.ts';
import { type EventParts, proxyEvent } from '../../support/proxy-event.ts';
import { startRouter } from '../../support/start-router.ts';
import { startTarget } from '../../support/start-target.ts';
import { json } from './router-with-targets.ts';

let asked = 0;
const target = await startTarget((request, response) => {
  asked++;
  if (request.url === '/wrong')
    return void response.setHeader('content-type', 'application/json').end('{"id":"secret"}');
  response.setHeader('content-type', 'application/json').end('{"id":5}');
});

const { model, problems } = compileYaml(
  `
  openapi: 3.1.0
  info: { title: Pets, version: '1' }
  paths:
    /pets:
      post: { operationId: createPet, requestBody: { $ref: '#/components/requestBodies/Pet' } }
      put: { operationId: reportPet, requestBody: { $ref: '#/components/requestBodies/Pet' }, x-gateway: { validate: { request: report } } }
      patch: { operationId: freePet, requestBody: { $ref: '#/components/requestBodies/Pet' }, x-gateway: { validate: { request: off } } }
    /mocked:
      get: { parameters: [{ name: n, in: query, schema: { type: integer } }], x-gateway: { mock: { body: hello } } }
    /right: { get: { x-gateway: { validate: { response: report } }, responses: &responses { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } } } }
    /wrong: { get: { x-gateway: { validate: { response: report } }, responses: *responses } }
    /undescribed: { get: { x-gateway: { validate: { response: report } }, responses: { '404': {} } } }
    /slow:
      get: { operationId: slow, parameters: [{ name: text, in: query, schema: { type: string, pattern: '^(a+)+$' } }] }
  components:
    requestBodies: { Pet: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
    schemas:
      Pet: { type: object, required: [id], properties: { id: { type: integer }, friends: { items: { $ref: '#/components/schemas/Pet' } } }, additionalProperties: { maxLength: 5 } }`,
  { backend: [target] },
);
if (model === undefined) throw new Error(problems.join('\n'));
const router = startRouter(routerConfig(model), {}, validationFiles(model));

const posted = (body: string, more: EventParts = {}): EventParts => ({
  method: 'POST',
  path: '/pets',
  headers: { 'content-type': ['application/json'] },
  body,
  ...more,
});

async function ask(parts: EventParts) {
  const before = asked;
  const result = await router.invoke(proxyEvent(parts));
  return { result, reached: asked > before };
}

describe('router with validation', () => {
  it('passes on what is as described', async () => {
    const { result, reached } = await ask(posted('{"id":1,"friends":[{"id":2}]}'));
    expect([result.statusCode, reached]).toEqual([200, true]);
  });

  it('refuses what is not, with every fault, and without its values', async () => {
    const { result, reached } = await ask(
      posted('{"friends":[{"id":"hunter2"}],"a/b":"hunter2"}', { id: 'refused-1' }),
    );
    expect(reached).toBe(false);
    expect(result.multiValueHeaders).toMatchObject({ 'Content-Type': ['application/problem+json'] });
    expect(json(result)).toEqual({
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      detail: 'the request is not as the API describes it',
      errors: [
        { in: 'body', pointer: '#', detail: 'must have the property "id"' },
        { in: 'body', pointer: '#/friends/0/id', detail: 'must be integer, is string' },
        { in: 'body', pointer: '#/a~1b', detail: 'must have at most 5 characters' },
      ],
    });
    expect(JSON.parse(await router.logLine('refused-1'))).toMatchObject({
      status: 400,
      operation: 'createPet',
      reason: 'invalid request',
      requestViolations: ['body required', 'body /friends/*/id type', 'body /* maxLength'],
    });
  });

  it('says which content types it takes', async () => {
    const { result } = await ask(posted('a', { headers: { 'content-type': ['text/plain'] } }));
    expect([result.statusCode, result.multiValueHeaders?.Accept]).toEqual([415, ['application/json']]);
  });

  it('reports in the log where that is the policy, and passes on', async () => {
    const { result, reached } = await ask(posted('{"id":"x"}', { method: 'PUT', id: 'reported-1' }));
    expect([result.statusCode, reached]).toEqual([200, true]);
    expect(JSON.parse(await router.logLine('reported-1'))).toMatchObject({
      requestViolations: ['body /id type'],
      tries: 1,
    });
  });

  it('looks at nothing where that is the policy', async () => {
    const { result, reached } = await ask(posted('{"id":"x"}', { method: 'PATCH', id: 'free-1' }));
    expect([result.statusCode, reached]).toEqual([200, true]);
    expect(await router.logLine('free-1')).not.toContain('requestViolations');
  });

  it('refuses requests to operations that are mocked, too', async () => {
    const { result } = await ask({ path: '/mocked', query: { n: ['x'] } });
    expect(json(result)).toMatchObject({
      status: 400,
      errors: [{ in: 'query', name: 'n', detail: 'must be integer, is string' }],
    });
  });

  it.each([
    ['/right', undefined],
    ['/wrong', ['body /id type']],
    ['/undescribed', ['status undescribed']],
  ])('reports how the response of %s differs from what is described: %j', async (path, violations) => {
    const { result } = await ask({ path, id: `response-of-${path}` });
    expect(result.statusCode).toBe(200);
    const line = JSON.parse(await router.logLine(`response-of-${path}`));
    expect(line.responseViolations).toEqual(violations);
  });

  it('gives up a pattern that would take for ever', async () => {
    const started = performance.now();
    const { result } = await ask({ path: '/slow', query: { text: [`${'a'.repeat(60)}b`] } });
    expect(result.statusCode).toBe(400);
    expect(performance.now() - started).toBeLessThan(5000);
    expect((await ask({ path: '/slow', query: { text: ['a'.repeat(60)] } })).reached).toBe(true);
  });

  it('checks in streaming operations as well', async () => {
    const { metadata } = await router.stream(proxyEvent(posted('{}')));
    expect(metadata.statusCode).toBe(400);
  });
});
