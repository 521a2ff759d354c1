import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, describe, expect, it } from '@jest/globals';
import { HttpIntegration, LambdaIntegration, PassthroughBehavior, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { serveForeignApp } from '../support/foreign-app.ts';
import { send } from '../support/send.ts';

/** Answers with what it got, and with fields that API Gateway keeps for itself. */
const backend = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  const status = Number(request.headers['x-status'] ?? 200);
  response.writeHead(status, {
    'content-type': 'application/json',
    server: 'backend',
    'set-cookie': ['a=1', 'b=2'],
    location: '/elsewhere',
  });
  response.end(
    JSON.stringify({
      method: request.method,
      url: request.url,
      headers: request.headers,
      raw: request.rawHeaders,
      body,
    }),
  );
});
await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve));
const { port } = backend.address() as AddressInfo; // a TCP server's
afterAll(() => void backend.close());

const gateway = await serveForeignApp(({ stack, lambda }) => {
  const api = new RestApi(stack, 'Api', { deployOptions: { variables: { host: `127.0.0.1:${port}` } } });
  const proxy = api.root.addResource('proxy').addResource('{id}').addResource('{rest+}');
  proxy.addMethod(
    'ANY',
    new HttpIntegration('http://${stageVariables.host}/up/{rest}?fixed=1', {
      httpMethod: 'ANY',
      proxy: true,
      options: {
        requestParameters: {
          'integration.request.path.rest': 'method.request.path.rest',
          'integration.request.header.X-Id': 'method.request.path.id',
          'integration.request.header.X-Static': "'fixed'",
          'integration.request.header.X-Source': 'context.identity.sourceIp',
          'integration.request.querystring.mapped': 'method.request.header.X-Query',
        },
      },
    }),
    {
      requestParameters: {
        'method.request.path.id': true,
        'method.request.path.rest': true,
        'method.request.header.X-Query': false,
      },
    },
  );
  api.root.addResource('plain').addMethod(
    'POST',
    new HttpIntegration(`http://127.0.0.1:${port}/plain`, {
      httpMethod: 'PUT',
      proxy: false,
      options: {
        passthroughBehavior: PassthroughBehavior.WHEN_NO_TEMPLATES,
        requestParameters: { 'integration.request.header.X-Status': 'method.request.querystring.status' },
        requestTemplates: { 'application/json': '{"wrapped":$input.json("$.inner"),"who":"$input.params("who")"}' },
        integrationResponses: [
          { statusCode: '200', responseTemplates: { 'application/json': '{"got":$input.body}' } },
          {
            statusCode: '404',
            selectionPattern: '404',
            responseParameters: {
              'method.response.header.X-Where': 'integration.response.header.location',
              'method.response.header.X-Url': 'integration.response.body.url',
            },
            responseTemplates: { 'application/json': '{"missing":$input.json("$.url")}' },
          },
        ],
      },
    }),
    {
      requestParameters: { 'method.request.querystring.status': false },
      methodResponses: [
        { statusCode: '200' },
        {
          statusCode: '404',
          responseParameters: { 'method.response.header.X-Where': true, 'method.response.header.X-Url': true },
        },
      ],
    },
  );
  const custom = lambda(
    'Custom',
    "if (event.fail) throw new Error('[NotFound] ' + event.fail); return { list: [1, { a: 'b' }], event };",
  );
  api.root.addResource('lambda').addMethod(
    'POST',
    new LambdaIntegration(custom, {
      proxy: false,
      requestTemplates: {
        'application/json':
          '#set($root = $input.path("$")){"fail":"$!root.fail","all":"$input.params().querystring.get("x")"}',
      },
      integrationResponses: [
        {
          statusCode: '200',
          responseTemplates: {
            'application/json': '$input.path("$.list[1].a") $input.json("$.list") $input.path("$.event.all")',
          },
        },
        {
          statusCode: '404',
          selectionPattern: '\\[NotFound\\].*',
          responseTemplates: { 'application/json': '{"message":"$input.path("$.errorMessage")"}' },
        },
      ],
    }),
    { methodResponses: [{ statusCode: '200' }, { statusCode: '404' }] },
  );
  api.root.addResource('override').addMethod(
    'POST',
    new HttpIntegration(`http://127.0.0.1:${port}/{part}`, {
      httpMethod: 'POST',
      proxy: false,
      options: {
        requestParameters: {
          'integration.request.querystring.q': 'method.request.querystring.q',
          'integration.request.querystring.kept': "'k'",
          'integration.request.header.X-Own': 'method.request.header.X-Own',
          'integration.request.path.part': "'mapped'",
        },
        requestTemplates: {
          'application/json':
            '#set($o = $context.requestOverride)#set($o.querystring.q = "new")#set($o.header.x-own = "new")#set($o.path.part = "new")',
        },
        integrationResponses: [{ statusCode: '200' }],
      },
    }),
    {
      requestParameters: { 'method.request.querystring.q': false, 'method.request.header.X-Own': false },
      methodResponses: [{ statusCode: '200' }],
    },
  );
  api.root.addResource('gone').addMethod('GET', new HttpIntegration('http://127.0.0.1:1/x'));
  api.root.addResource('unset').addMethod('GET', new HttpIntegration('http://${stageVariables.nothing}/x'));
});
afterAll(() => gateway.close());

describe('HTTP integrations of a foreign app', () => {
  it('merges query strings, maps what is named, decodes path parameters', async () => {
    const reply = await send(`${gateway.url}/proxy/7/a/b%20c?q=1&q=2`, {
      method: 'PATCH',
      headers: { 'X-Query': 'm n', 'X-Own': ['1', '2'], 'content-type': 'text/plain' },
      body: 'hello',
    });
    const seen = Object(reply.json());
    expect(seen.method).toBe('PATCH');
    const url = new URL(seen.url, 'http://x');
    expect(url.pathname).toBe('/up/a/b%20c');
    expect([...url.searchParams.entries()].toSorted()).toEqual([
      ['fixed', '1'],
      ['mapped', 'm n'],
      ['q', '1'],
      ['q', '2'],
    ]);
    expect(seen.headers).toMatchObject({ 'x-id': '7', 'x-static': 'fixed', 'x-source': '127.0.0.1', 'x-own': '1, 2' });
    expect(seen.headers['x-amzn-trace-id']).toMatch(/^Root=1-/);
    expect(seen.body).toBe('hello');
    expect(reply.headers['set-cookie']).toEqual(['a=1', 'b=2']);
    expect(reply.headers['x-amzn-remapped-server']).toBe('backend');
  });

  it('passes on any status of a proxy', async () => {
    expect((await send(`${gateway.url}/proxy/7/x`, { headers: { 'X-Status': '307' } })).status).toBe(307);
    expect((await send(`${gateway.url}/proxy/7/x`, { headers: { 'X-Status': '503' } })).status).toBe(503);
  });

  it('sends a template, with the method of the integration, and only what is mapped', async () => {
    const headers = { 'content-type': 'application/json', 'X-Own': '1' };
    const reply = await send(`${gateway.url}/plain?who=me`, {
      method: 'POST',
      headers,
      body: '{"inner":{"a":[1,"x"]}}',
    });
    const { got } = Object(reply.json());
    expect([got.method, JSON.parse(got.body)]).toEqual(['PUT', { wrapped: { a: [1, 'x'] }, who: 'me' }]);
    expect(got.headers['x-own']).toBe(undefined);
    expect(got.headers['user-agent']).toMatch(/^AmazonAPIGateway_/);
    const refused = await send(`${gateway.url}/plain`, {
      method: 'POST',
      headers: { 'content-type': 'text/xml' },
      body: '<a/>',
    });
    expect(refused.status).toBe(415);
  });

  it('puts what a template overrides in the place of what is mapped', async () => {
    const headers = { 'X-Own': 'old', 'content-type': 'application/json' };
    const reply = await send(`${gateway.url}/override?q=old`, { method: 'POST', headers, body: '{}' });
    const seen = Object(reply.json());
    expect(seen.url).toBe('/new?kept=k&q=new');
    expect(seen.headers['x-own']).toBe('new');
  });

  it('selects by status, and maps fields and parts of the body', async () => {
    const headers = { 'content-type': 'application/json' };
    const reply = await send(`${gateway.url}/plain?status=404`, { method: 'POST', headers, body: '{"inner":1}' });
    expect([reply.status, reply.text]).toEqual([404, '{"missing":"/plain"}']);
    expect([reply.headers['x-where'], reply.headers['x-url']]).toEqual(['/elsewhere', '/plain']);
    expect(
      (await send(`${gateway.url}/plain?status=500`, { method: 'POST', headers, body: '{"inner":1}' })).status,
    ).toBe(200);
  });

  it('says in its words that nobody answers, and that an address is none', async () => {
    const gone = await send(`${gateway.url}/gone`);
    expect([gone.status, gone.text]).toEqual([504, '{"message": "Network error communicating with endpoint"}']);
    const unset = await send(`${gateway.url}/unset`);
    expect([unset.status, unset.text]).toEqual([500, '{"message": "Internal server error"}']);
  });
});

describe('a function behind mapping templates', () => {
  it('takes an event that is no JSON for a mistake of the client', async () => {
    const headers = { 'content-type': 'text/plain' };
    const reply = await send(`${gateway.url}/lambda`, { method: 'POST', headers, body: '{no' });
    expect(reply.status).toBe(400);
    expect(reply.text).toMatch(/^\{"message": "Could not parse request body into json: /);
    expect(reply.headers['x-amzn-errortype']).toBe('BadRequestException');
  });

  const post = (body: object) =>
    send(`${gateway.url}/lambda?x=y`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('answers by the template', async () => {
    const { status, text } = await post({});
    expect([status, text]).toEqual([200, 'b [1,{"a":"b"}] y']);
  });

  it('answers an error by the pattern that its message fits', async () => {
    const { status, text } = await post({ fail: 'no such' });
    expect([status, text]).toEqual([404, '{"message":"[NotFound] no such"}']);
  });
});
