import { describe, expect, it } from '@jest/globals';
import { authorizerConfig } from '../../lib/compiler/authorizer-config.ts';
import { aModel, anOperation } from '../support/api-models.ts';

const requirements = [[{ scheme: 'session', scopes: ['read'] }]];

describe('authorizerConfig', () => {
  it('is not there when no operation needs a token', () => {
    const security = { apiKey: true, requirements: undefined };
    expect(
      authorizerConfig(aModel([anOperation({ path: '/a' }), anOperation({ path: '/b', security })])),
    ).toBeUndefined();
  });

  it('holds the operations that need a token, and the schemes', () => {
    const model = aModel([
      anOperation({ path: '/open' }),
      anOperation({ path: '/secured/{id}.json', security: { apiKey: true, requirements } }),
    ]);
    expect(authorizerConfig(model)).toEqual({
      version: 1,
      id: expect.stringMatching(/^[0-9a-f]{8}$/),
      schemes: model.schemes,
      groups: [{ sources: [{ in: 'header', name: 'Authorization' }], ttl: 60 }],
      operations: [
        {
          id: 'GET /secured/{id}.json',
          method: 'GET',
          path: '/secured/{id}.json',
          requirements,
          group: 0,
          resources: ['/secured/{id}.json'],
        },
      ],
    });
  });

  it('names the claim that a backend balances by', () => {
    const model = aModel([anOperation({ path: '/a', security: { apiKey: false, requirements } })]);
    const hashOn = { kind: 'claim', name: 'tenant' } as const;
    const backends = Object.fromEntries(
      Object.entries(model.backends).map(([name, backend]) => [name, { ...backend, hashOn }]),
    );
    expect(authorizerConfig({ ...model, backends })?.operations).toMatchObject([{ claims: ['tenant'] }]);
  });

  it('names the claims by which an operation keeps stored responses apart', () => {
    const secured = anOperation({ path: '/a', security: { apiKey: false, requirements } });
    if (secured.handling.kind !== 'proxy') throw new Error('it is a proxy');
    const handling = { ...secured.handling, cache: { claims: ['tenant'] } };
    expect(authorizerConfig(aModel([{ ...secured, handling }]))?.operations).toMatchObject([{ claims: ['tenant'] }]);
  });

  it('lets whoever may call only a few operations ask what they may', () => {
    const security = { apiKey: true, requirements };
    const operations = [
      anOperation({ path: '/a', security }),
      anOperation({ path: '/_gateway/usage', security, servedBy: 'usage' }),
    ];
    const plans = [{ name: 'few', operations: {}, allow: ['GET /a'] }];
    expect(authorizerConfig(aModel(operations, { plans }))?.plans).toEqual({
      few: { allow: ['GET /a', 'GET /_gateway/usage'] },
    });
  });

  it('keeps an operation whose requirements nothing can meet', () => {
    const model = aModel([anOperation({ path: '/a', security: { apiKey: false, requirements: [] } })]);
    expect(authorizerConfig(model)?.operations).toHaveLength(1);
  });
});
