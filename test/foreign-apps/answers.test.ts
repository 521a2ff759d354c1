import { afterAll, describe, expect, it } from '@jest/globals';
import {
  CfnGatewayResponse,
  Cors,
  type IRestApi,
  JsonSchemaType,
  LambdaIntegration,
  MockIntegration,
  Model,
  PassthroughBehavior,
  RequestValidator,
  ResponseType,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { Size } from 'aws-cdk-lib/core';
import { serveForeignApp } from '../support/foreign-app.ts';
import { send } from '../support/send.ts';

/** CDK's classes are not made for exact optional properties. */
const own = (api: RestApi) => api as IRestApi;

const gateway = await serveForeignApp(({ stack, lambda }) => {
  const api = new RestApi(stack, 'Api', {
    deployOptions: { stageName: 'live', variables: { tier: 'gold', quoted: "it's" } },
    defaultCorsPreflightOptions: {
      allowOrigins: ['https://a.example', 'https://b.example'],
      allowMethods: Cors.ALL_METHODS,
      allowCredentials: true,
    },
    binaryMediaTypes: ['image/png', 'application/octet-*'],
    minCompressionSize: Size.bytes(100),
  });
  api.addGatewayResponse('Default4', {
    type: ResponseType.DEFAULT_4XX,
    responseHeaders: {
      'Access-Control-Allow-Origin': "'*'",
      'X-Path': 'method.request.path.id',
      'X-From': 'method.request.header.X-From',
    },
    templates: {
      'application/json':
        '{"oops":$context.error.messageString,"type":"$context.error.responseType","tier":"$stageVariables.tier"}',
    },
  });
  api.addGatewayResponse('Body', {
    type: ResponseType.BAD_REQUEST_BODY,
    statusCode: '422',
    templates: {
      'application/json': '{"why":"$context.error.validationErrorString"}',
      'text/plain': 'why: $context.error.message',
    },
  });
  new CfnGatewayResponse(stack, 'Params', {
    restApiId: api.restApiId,
    responseType: 'BAD_REQUEST_PARAMETERS',
    statusCode: '400',
  });

  const echo = new LambdaIntegration(lambda('Echo', 'return { statusCode: 200, body: JSON.stringify(event) };'));
  const answer = new LambdaIntegration(lambda('Answer', 'return JSON.parse(event.body);'));
  const items = api.root.addResource('items');
  const validator = new RequestValidator(stack, 'Validator', {
    restApi: own(api),
    validateRequestBody: true,
    validateRequestParameters: true,
  });
  const model = new Model(stack, 'Item', {
    restApi: own(api),
    schema: {
      type: JsonSchemaType.OBJECT,
      required: ['name', 'size'],
      properties: { name: { type: JsonSchemaType.STRING, minLength: 2 }, size: { enum: ['s', 'l'] } },
    },
  });
  items.addMethod('POST', echo, {
    requestValidator: validator,
    requestModels: { 'application/json': model },
    requestParameters: { 'method.request.querystring.q': true, 'method.request.header.X-Need': true },
  });
  items.addResource('{id}').addMethod('GET', echo);
  items.addResource('all').addResource('{rest+}').addMethod('ANY', echo);
  api.root.addResource('answer').addMethod('POST', answer);
  api.root.addResource('mock').addMethod(
    'POST',
    new MockIntegration({
      passthroughBehavior: PassthroughBehavior.NEVER,
      requestTemplates: {
        'application/json': `#set($status = $input.path('$.status'))
{ "statusCode": #if($status == 'late') 504 #elseif("$!status" == '') 200 #else $status #end }`,
      },
      integrationResponses: [
        {
          statusCode: '200',
          responseTemplates: {
            'application/json': `#set($ids = [1, 2, 3])
{"path":"$context.resourcePath","stage":"$context.stage","tier":"$stageVariables.tier","escaped":"$util.escapeJavaScript($stageVariables.quoted).replaceAll("\\\\'","'")","all":[#foreach($id in $ids)$id#if($foreach.hasNext),#end#end]}`,
          },
          responseParameters: {
            'method.response.header.X-Static': "'fixed'",
            'method.response.header.X-Id': 'context.stage',
          },
        },
        {
          statusCode: '418',
          selectionPattern: '4\\d{2}',
          responseTemplates: {
            'application/json': '#set($context.responseOverride.header.X-Override = "yes"){"short":"and stout"}',
          },
        },
      ],
    }),
    {
      methodResponses: [
        {
          statusCode: '200',
          responseParameters: { 'method.response.header.X-Static': true, 'method.response.header.X-Id': true },
        },
        { statusCode: '418' },
      ],
    },
  );
});
afterAll(() => gateway.close());

const json = { 'content-type': 'application/json' };
const post = (path: string, body: unknown, headers: Readonly<Record<string, string>> = json) =>
  send(`${gateway.url}${path}`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const answered = (answer: object, headers: Readonly<Record<string, string>> = json) => post('/answer', answer, headers);

describe("a RestApi of CDK's own", () => {
  it('answers preflights as CDK writes them', async () => {
    const { status, headers } = await send(`${gateway.url}/items`, {
      method: 'OPTIONS',
      headers: { origin: 'https://b.example' },
    });
    expect([status, headers['access-control-allow-origin'], headers.vary]).toEqual([
      204,
      'https://b.example',
      'Origin',
    ]);
    expect(headers['access-control-allow-credentials']).toBe('true');
    const other = await send(`${gateway.url}/items`, { method: 'OPTIONS', headers: { origin: 'https://c.example' } });
    expect(other.headers['access-control-allow-origin']).toBe('https://a.example');
  });

  it('gives DEFAULT_4XX to what is not customised, with the stage and the request in it', async () => {
    const { status, headers, text } = await send(`${gateway.url}/nowhere`, { headers: { 'X-From': 'me' } });
    expect(status).toBe(403);
    expect(text).toBe('{"oops":"Missing Authentication Token","type":"MISSING_AUTHENTICATION_TOKEN","tier":"gold"}');
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['x-from']).toBe('me');
  });

  it('takes nothing of DEFAULT_4XX for what is customised by itself', async () => {
    const params = await post('/items', {});
    expect([params.status, params.json()]).toEqual([
      400,
      { message: 'Missing required request parameters: [X-Need, q]' },
    ]);
    expect(params.headers['access-control-allow-origin']).toBe(undefined);
    const body = await post('/items?q=1', { name: 'x' }, { ...json, 'X-Need': '1' });
    expect(body.status).toBe(422);
    // As it is, quotes and all: the service's templates do not escape it.
    expect(body.text).toContain('{"why":"[object has missing required properties (["size"]), ');
  });

  it('validates what has a model and lets other content types pass', async () => {
    const need = { 'X-Need': '1' };
    expect((await post('/items?q=1', { name: 'xy', size: 's' }, { ...json, ...need })).status).toBe(200);
    expect((await post('/items?q=1', { name: 'xy', size: 'm' }, { ...json, ...need })).status).toBe(422);
    expect((await post('/items?q=1', 'no json', { ...json, ...need })).status).toBe(422);
    expect((await post('/items?q=1', 'a=b', { 'content-type': 'text/plain', ...need })).status).toBe(200);
    expect((await post('/items?q=', { name: 'xy', size: 's' }, { ...json, ...need })).status).toBe(400);
    expect(
      (
        await post(
          '/items?q=1',
          { name: 'xy', size: 's' },
          { 'content-type': 'application/json; charset=utf-8', ...need },
        )
      ).status,
    ).toBe(200);
  });

  it('routes static before variable before greedy, and keeps what is encoded', async () => {
    const path = async (url: string) => Object((await send(`${gateway.url}${url}`)).json());
    expect(await path('/items/a%2Fb%20c')).toMatchObject({
      resource: '/items/{id}',
      pathParameters: { id: 'a%2Fb%20c' },
    });
    expect(await path('/items/all')).toMatchObject({ resource: '/items/{id}', pathParameters: { id: 'all' } });
    expect(await path('/items/all/x/y/')).toMatchObject({
      resource: '/items/all/{rest+}',
      pathParameters: { rest: 'x/y' },
    });
    expect((await send(`${gateway.url}/items/1/2`)).status).toBe(403);
    expect((await send(`${gateway.url}/items/1`, { method: 'DELETE' })).status).toBe(403);
  });

  it('gives repeated fields and parameters to the function both ways', async () => {
    const event = Object(
      (await send(`${gateway.url}/items/1?a=1&a=2&b=%20x+y&c`, { headers: { 'X-Many': ['one', 'two'] } })).json(),
    );
    expect(event.queryStringParameters).toEqual({ a: '2', b: ' x y', c: '' });
    expect(event.multiValueQueryStringParameters).toEqual({ a: ['1', '2'], b: [' x y'], c: [''] });
    expect([event.headers['X-Many'], event.multiValueHeaders['X-Many']]).toEqual(['two', ['one', 'two']]);
    expect(event.stageVariables).toEqual({ tier: 'gold', quoted: "it's" });
  });

  it('renders mocks: their status by the template, selection by its pattern, overrides', async () => {
    const fine = await post('/mock', {});
    expect([fine.status, fine.json()]).toEqual([
      200,
      { path: '/mock', stage: 'live', tier: 'gold', escaped: "it's", all: [1, 2, 3] },
    ]);
    expect([fine.headers['x-static'], fine.headers['x-id']]).toEqual(['fixed', 'live']);
    const teapot = await post('/mock', { status: 404 });
    expect([teapot.status, teapot.json(), teapot.headers['x-override']]).toEqual([418, { short: 'and stout' }, 'yes']);
    expect((await post('/mock', '{}', { 'content-type': 'text/xml' })).status).toBe(415);
  });

  it('decodes base64 for who accepts a binary type first, and compresses for who asks', async () => {
    const png = { statusCode: 200, isBase64Encoded: true, body: Buffer.from([137, 80, 0, 255]).toString('base64') };
    expect([...(await answered(png, { ...json, accept: 'image/png, text/html' })).body]).toEqual([137, 80, 0, 255]);
    expect((await answered(png, { ...json, accept: 'text/html, image/png' })).text).toBe(png.body);
    expect((await answered(png)).text).toBe(png.body);
    const long = { statusCode: 200, body: 'x'.repeat(200) };
    expect((await answered(long, { ...json, 'accept-encoding': 'gzip' })).headers['content-encoding']).toBe('gzip');
    expect((await answered(long, { ...json, 'accept-encoding': 'br' })).headers['content-encoding']).toBe(undefined);
    expect(
      (await answered({ statusCode: 200, body: 'x'.repeat(50) }, { ...json, 'accept-encoding': 'gzip' })).headers[
        'content-encoding'
      ],
    ).toBe(undefined);
  });

  it('gives binary requests as base64', async () => {
    const sent = await send(`${gateway.url}/items/all/z`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body: Buffer.from([0, 255]),
    });
    // `application/octet-*` is no wildcard of a whole subtype: API Gateway knows `type/*` and `*/*`.
    expect(sent.json()).toMatchObject({ isBase64Encoded: false, body: '\u0000\uFFFD' });
    const image = await send(`${gateway.url}/items/all/z`, {
      method: 'PUT',
      headers: { 'content-type': 'image/png' },
      body: Buffer.from([0, 255]),
    });
    expect(image.json()).toMatchObject({ isBase64Encoded: true, body: 'AP8=' });
  });

  it('renames what the service keeps for itself, and joins two kinds of fields', async () => {
    const reply = await answered({
      statusCode: '201',
      headers: {
        Date: 'then',
        'X-A': 'one',
        Server: 'mine',
        'WWW-Authenticate': 'Basic',
        'Content-Type': 'text/plain',
      },
      multiValueHeaders: { 'x-a': ['two', 'three'], 'Set-Cookie': ['a=1', 'b=2'] },
    });
    expect(reply.status).toBe(201);
    expect(reply.headers['x-amzn-remapped-date']).toBe('then');
    expect(reply.headers['x-amzn-remapped-server']).toBe('mine');
    expect(reply.headers['x-amzn-remapped-www-authenticate']).toBe('Basic');
    expect(reply.headers['set-cookie']).toEqual(['a=1', 'b=2']);
    expect(reply.rawHeaders.filter((_, i, all) => i % 2 === 1 && all[i - 1]?.toLowerCase() === 'x-a')).toEqual([
      'two',
      'three',
      'one',
    ]);
  });

  it.each([
    [{ statusCode: 200, extra: 1 }, 502],
    [{ statusCode: 'many' }, 502],
    [{ statusCode: 200, body: { a: 1 } }, 502],
    [{ statusCode: 200, multiValueHeaders: { a: 'b' } }, 502],
    [{ statusCode: 200, headers: { a: true }, body: '' }, 200],
    [{}, 200],
    [{ statusCode: 204 }, 204],
  ])('answers what a function returns: %j with %d', async (answer, status) => {
    expect((await answered(answer)).status).toBe(status);
  });
});
