import { describe, expect, it } from '@jest/globals';
import { proxyEvent } from '../../../lib/local/steps/proxy-event.ts';
import { exchangeAt, lambdaIntegration, openApi, stageOf } from '../../support/local-api.ts';

const proxy = openApi({
  '/{proxy+}': { 'x-amazon-apigateway-any-method': lambdaIntegration() },
  '/hardcoded': { get: lambdaIntegration() },
});
const stage = stageOf(proxy);
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

describe('proxyEvent', () => {
  it('has the keys of the real event and null for what is not there', () => {
    const event = plain(
      proxyEvent(
        exchangeAt(stage, {
          stagePath: '/hardcoded',
          rawHeaders: ['Host', 'api.example.com:3000', 'User-Agent', 'test'],
        }),
      ),
    );
    expect(event).toMatchObject({
      resource: '/hardcoded',
      path: '/hardcoded',
      httpMethod: 'GET',
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
    });
    expect(Object.keys(event.requestContext).sort()).toEqual(
      'accountId apiId deploymentId domainName domainPrefix extendedRequestId httpMethod identity path protocol requestId requestTime requestTimeEpoch resourceId resourcePath stage'.split(
        ' ',
      ),
    );
    expect(event.requestContext).toMatchObject({
      path: '/prod/hardcoded',
      requestTime: '09/Apr/2024:12:34:56 +0000',
      protocol: 'HTTP/1.1',
      domainName: 'api.example.com',
      domainPrefix: 'api',
    });
    expect(event.requestContext.identity).toEqual({
      accessKey: null,
      accountId: null,
      caller: null,
      cognitoAuthenticationProvider: null,
      cognitoAuthenticationType: null,
      cognitoIdentityId: null,
      cognitoIdentityPoolId: null,
      principalOrgId: null,
      user: null,
      userArn: null,
      sourceIp: '127.0.0.1',
      userAgent: 'test',
    });
  });

  it('decodes the query form-style and keeps the last single value', () => {
    const query =
      'dateTimeOffset=2023-06-12T18:05:10.123456+00:00&email=test%2Balias@gmail.com&plus=test+alias@gmail.com&url=https://www.google.com/&whitespace=foo%20bar&a=1&a=2&empty&bad=%zz&split=1;2';
    const event = proxyEvent(exchangeAt(stage, { stagePath: '/x', query }));
    expect(plain(event.queryStringParameters)).toEqual({
      dateTimeOffset: '2023-06-12T18:05:10.123456 00:00',
      email: 'test+alias@gmail.com',
      plus: 'test alias@gmail.com',
      url: 'https://www.google.com/',
      whitespace: 'foo bar',
      a: '2',
      empty: '',
      bad: '%zz',
      split: '1',
      '2': '',
    });
    expect(event.multiValueQueryStringParameters).toMatchObject({ a: ['1', '2'] });
  });

  it('leaves out hop-by-hop headers, keeps the casing of the others and adds its own', () => {
    const dropped =
      'Connection Content-MD5 Expect Max-Forwards Proxy-Authenticate Server TE Trailer Transfer-Encoding Upgrade WWW-Authenticate Content-Length'.split(
        ' ',
      );
    const rawHeaders = [
      ...dropped.flatMap((name) => [name, 'x']),
      'tEsT-HEADeR',
      'aValUE',
      'Via',
      '1.1 x',
      'X-Forwarded-For',
      '10.0.0.1',
      'A',
      '1',
      'A',
      '2',
      '__proto__',
      'p',
      'constructor',
      'c',
      '__proto__',
      'q',
    ];
    const event = proxyEvent(exchangeAt(stage, { stagePath: '/x', rawHeaders }));
    expect(plain(event.headers)).toEqual({
      'tEsT-HEADeR': 'aValUE',
      Via: '1.1 x',
      A: '2',
      ['__proto__']: 'q',
      constructor: 'c',
      'X-Amzn-Trace-Id': 'Root=1-661534f0-000000000000000000000000',
      'X-Forwarded-For': '10.0.0.1, 127.0.0.1',
      'X-Forwarded-Port': '3000',
      'X-Forwarded-Proto': 'http',
    });
    expect(JSON.stringify(event.multiValueHeaders)).toContain(
      '"A":["1","2"],"__proto__":["p","q"],"constructor":["c"]',
    );
  });

  it.each([
    [[], 'text/plain', 'caf\u00e9', 'caf\u00e9', false],
    [['image/png'], 'text/plain', 'abc', 'abc', false],
    [['image/png'], 'image/png; q=1', 'abc', 'YWJj', true],
    [['image/*'], 'IMAGE/PNG', 'abc', 'YWJj', true],
    [['*/*'], '', 'abc', 'YWJj', true],
    [['*/png'], 'image/png', 'abc', 'abc', false],
    [['*/*'], 'text/plain', '', null, false],
  ])('with binary types %j and a %s body', (binaryTypes, contentType, body, expected, isBase64Encoded) => {
    const binary = stageOf(proxy, { BinaryMediaTypes: binaryTypes });
    const rawHeaders = contentType === '' ? [] : ['content-type', contentType];
    const exchange = exchangeAt(binary, { stagePath: '/x', httpMethod: 'POST', rawHeaders, body: Buffer.from(body) });
    expect(proxyEvent(exchange)).toMatchObject({ body: expected, isBase64Encoded });
  });

  it('says who was authorized and with which key', () => {
    const event = proxyEvent({
      ...exchangeAt(stage, { stagePath: '/x' }),
      authorizer: { principalId: 'user', integrationLatency: 3 },
      apiKey: { kind: 'api-key', id: 'key1', value: 'secret' },
    });
    expect(event.requestContext).toMatchObject({
      authorizer: { principalId: 'user', integrationLatency: 3 },
      identity: { apiKey: 'secret', apiKeyId: 'key1' },
    });
  });
});
