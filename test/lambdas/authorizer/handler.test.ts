import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuthorizerConfig, JwtSchemeConfig } from '../../../lambdas/core/authorizer-config.ts';
import { lambdaBundle } from '../../../lib/constructs/lambda-bundle.ts';
import { type LocalIssuer, startLocalIssuer } from '../../../lib/issuer/index.ts';
import { startLambda, type TestLambda } from '../../support/start-lambda.ts';
import { type OpenIdProvider, startOpenIdProvider } from '../../support/start-openid-provider.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();
const audience = 'https://catalogue.example.com';
const scheme = (issuer: string): JwtSchemeConfig => ({
  kind: 'jwt',
  issuers: [
    {
      issuer,
      audience: [audience],
      discoveryUrl: `${issuer}/.well-known/openid-configuration`,
      algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
    },
  ],
});
const issuers = {
  provider: 'https://op.example.com',
  local: 'https://id.example.com/tenants/one',
  down: 'https://down.example.com',
};
const schemes = { provider: scheme(issuers.provider), local: scheme(issuers.local), down: scheme(issuers.down) };
const config: AuthorizerConfig = {
  version: 1,
  id: 'c0ffee',
  groups: [],
  schemes,
  operations: [
    {
      id: 'read',
      method: 'GET',
      path: '/items/{id}',
      requirements: [[{ scheme: 'provider', scopes: ['read'] }], [{ scheme: 'local', scopes: [] }]],
    },
    {
      id: 'write',
      method: 'PUT',
      path: '/items/{id}',
      requirements: [[{ scheme: 'provider', scopes: ['read', 'write'] }]],
    },
    { id: 'erase', method: 'DELETE', path: '/items/{id}', requirements: [[{ scheme: 'down', scopes: [] }]] },
  ],
};

let provider: OpenIdProvider;
let local: LocalIssuer;
let authorizer: TestLambda;

beforeAll(async () => {
  provider = await startOpenIdProvider(issuers.provider, ['read', 'write']);
  local = await startLocalIssuer({
    issuers: [issuers.local, issuers.down],
    stateDir: join(folder, 'state'),
  });
  const endpointUrls = {
    ...local.endpointUrls,
    ...provider.endpointUrls,
    'https://down.example.com': 'http://127.0.0.1:1',
  };
  const bundle = join(folder, 'authorizer');
  mkdirSync(bundle);
  for (const [name, bytes] of Object.entries(lambdaBundle('authorizer').files))
    writeFileSync(join(bundle, name), bytes);
  writeFileSync(join(bundle, 'authorizer-config.json'), JSON.stringify(config));
  authorizer = startLambda(join(bundle, 'index.cjs'), { ENDPOINT_URLS: JSON.stringify(endpointUrls) });
});
afterAll(() => Promise.all([authorizer.stop(), provider.close(), local.close()]));

const methodArn = 'arn:aws:execute-api:eu-west-1:123456789012:abcdef/prod/GET/items/1';
const call = (method: string, token: string) =>
  authorizer.invoke({
    type: 'REQUEST',
    methodArn,
    resource: '/items/{id}',
    path: '/items/1',
    httpMethod: method,
    requestContext: { domainName: 'api.example.com', path: '/prod/items/1', identity: { sourceIp: '192.0.2.1' } },
    pathParameters: { id: '1' },
    multiValueHeaders: { Authorization: [`Bearer ${token}`] },
  });
const signLocally = (issuer: string) => local.signToken({ issuer, audience, subject: 'developer', scopes: ['read'] });

describe('handler', () => {
  it('allows a token of a real OpenID provider', async () => {
    expect(await call('GET', await provider.requestToken(audience, 'read'))).toEqual({
      principalId: 'tests',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: methodArn }],
      },
      context: {
        operation: 'read',
        subject: 'tests',
        scopes: 'read',
        issuer: 'https://op.example.com',
        expires: expect.stringMatching(/^\d{13}$/),
      },
    });
  });

  it('allows a token of the local issuer for the second of two schemes', async () => {
    const answer = await call('GET', await signLocally(issuers.local));
    expect(answer).toMatchObject({ context: { subject: 'developer', issuer: 'https://id.example.com/tenants/one' } });
  });

  it('refuses a token without all scopes by a policy that denies', async () => {
    const answer = await call('PUT', await provider.requestToken(audience, 'read'));
    expect(answer).toMatchObject({
      policyDocument: { Statement: [{ Effect: 'Deny' }] },
      context: { reason: 'scope-missing' },
    });
  });

  it('refuses the provider’s token for another audience as Unauthorized', async () => {
    const token = await provider.requestToken('https://billing.example.com', 'read');
    await expect(call('GET', token)).rejects.toThrow(/^Unauthorized$/);
  });

  it('refuses to answer while the issuer is down, with nothing that API Gateway takes for a 401', async () => {
    await expect(call('DELETE', await signLocally(issuers.down))).rejects.toThrow(/^authorizer failed$/);
    const log = await authorizer.logged('"reason":"keys-unavailable"');
    expect(log).toContain('"level":"ERROR"');
    expect(log).toContain('"issuer":"https://down.example.com"');
  });

  it('refuses an event it does not understand without quoting it', async () => {
    await expect(authorizer.invoke({ resource: '/items/{secret-name}' })).rejects.toThrow(/^authorizer failed$/);
    expect(await authorizer.logged('"reason":"internal-error"')).not.toContain('secret-name');
  });

  it('logs neither tokens nor subjects', async () => {
    const token = await provider.requestToken(audience, 'read');
    await call('PUT', token);
    await call('GET', `${token}=`).catch(() => undefined);
    const log = await authorizer.logged('"reason":"token-malformed"');
    for (const secret of [...token.split('.'), '"tests"']) expect(log).not.toContain(secret);
    expect(log).toMatch(/"reason":"scope-missing","operation":"write","issuer":"https:[^"]+","subject":"[0-9a-f]{16}"/);
  });
});
