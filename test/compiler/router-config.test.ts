import { describe, expect, it } from '@jest/globals';
import type { ApiModel } from '../../lib/compiler/api-model.ts';
import { routerConfig } from '../../lib/compiler/router-config.ts';
import { aModel, anOperation } from '../support/api-models.ts';

describe('routerConfig', () => {
  it('holds what the router needs, under the names of the document', () => {
    const cors = { origins: '*', exposeHeaders: [], credentials: false } as const;
    const resource = { path: '/pets/{proxy+}', method: 'GET' };
    const operation = anOperation({
      id: 'getPet',
      path: '/pets/{id}.json',
      resource,
      summary: 'prose',
      stream: true,
      cors,
    });
    const { handling, responseHeaders } = operation;
    expect(routerConfig(aModel([operation]))).toEqual({
      version: 1,
      backends: { main: { balance: 'least-latency', targets: [{ url: 'https://main.example.com', weight: 1 }] } },
      operations: [
        {
          id: 'getPet',
          method: 'GET',
          path: '/pets/{id}.json',
          resource: '/pets/{proxy+}',
          secured: false,
          stream: true,
          handling,
          responseHeaders,
          cors,
        },
      ],
    });
  });

  it('takes API keys away from all requests to targets where one operation needs a key', () => {
    const open = anOperation({ path: '/open' });
    const keyed = anOperation({ path: '/keyed', security: { apiKey: true, requirements: undefined } });
    const handlings = routerConfig(aModel([keyed, open])).operations.map(({ handling }) => handling);
    expect(handlings).toEqual([
      { ...keyed.handling, requestHeaders: { set: [], remove: ['x-api-key'] } },
      { ...open.handling, requestHeaders: { set: [], remove: ['x-api-key'] } },
    ]);
  });

  it('holds the throttle of each operation, or that of the stage', () => {
    const [own, stage] = [
      { rate: 1, burst: 2 },
      { rate: 4, burst: 10 },
    ];
    const operations = [anOperation({ path: '/own', throttle: own }), anOperation({ path: '/other' })];
    const throttles = (model: ApiModel) => routerConfig(model).operations.map(({ throttlePolicy }) => throttlePolicy);
    expect(throttles(aModel(operations))).toEqual([undefined, '"throttle";q=2;w=2']);
    expect(throttles({ ...aModel(operations), throttle: stage })).toEqual([
      '"throttle";q=10;w=3',
      '"throttle";q=2;w=2',
    ]);
  });

  it.each([
    ['nothing', undefined, false],
    ['a key, which API Gateway checks', { apiKey: true, requirements: undefined }, false],
    ['a token', { apiKey: false, requirements: [[{ scheme: 'session', scopes: [] }]] }, true],
    ['what nobody has', { apiKey: false, requirements: [] }, true],
  ])("demands the authorizer's word where an operation needs %s: %#", (_, security, secured) => {
    const operation = anOperation({ path: '/a', ...(security && { security }) });
    expect(routerConfig(aModel([operation])).operations[0]?.secured).toBe(secured);
  });
});
