import { describe, expect, it } from '@jest/globals';
import type { SchemeConfig } from '../../lambdas/core/authorizer-config.ts';
import { aModel, anOperation } from '../support/api-models.ts';
import { gatewayTemplates, resourcesOf } from '../support/gateway-template.ts';

const templateOf = gatewayTemplates();

const requirements = [[{ scheme: 's', scopes: [] }]];
const operation = anOperation({ path: '/a', security: { apiKey: false, requirements } });

interface Policy {
  readonly PolicyDocument: {
    readonly Statement: readonly { readonly Action: readonly string[]; readonly Condition?: object }[];
  };
}

/** What the authorizer's role allows beyond logs and traces. */
function rights(scheme: SchemeConfig, given: object = {}) {
  const template = templateOf({ model: aModel([operation], { schemes: { s: scheme }, ...given }) });
  const roles = Object.entries(resourcesOf(template, 'AWS::IAM::Role'));
  const [, role] = roles.find(([id]) => id.startsWith('GatewayAuthorizerRole')) ?? [];
  const policies: readonly Policy[] = JSON.parse(JSON.stringify(role?.Properties.Policies));
  const statements = policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement.slice(2));
  return { template, statements };
}

const actions = (scheme: SchemeConfig) => rights(scheme).statements.flatMap(({ Action }) => Action);
const READS = ['dynamodb:BatchGetItem', 'dynamodb:GetItem'];

describe('the authorizer', () => {
  it.each<[string, SchemeConfig, readonly string[]]>([
    ['passwords', { kind: 'basic' }, READS],
    ['signatures', { kind: 'signature' }, [...READS, 'dynamodb:PutItem']],
    ['DPoP', { kind: 'jwt', issuers: [], bound: 'dpop' }, [...READS, 'dynamodb:PutItem']],
    [
      'introspection',
      { kind: 'introspection', url: 'https://id.example.com/ask', audience: null, secret: 'prod/ask' },
      [...READS, 'secretsmanager:GetSecretValue'],
    ],
  ])('may do for %s what it needs', (_, scheme, expected) => expect(actions(scheme)).toEqual(expected));

  it('writes nothing but what was used once', () => {
    const [, claiming] = rights({ kind: 'signature' }).statements;
    expect(claiming?.Condition).toEqual({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['replay#*'] } });
  });

  it('has a secret, which outlives the stack, where callers without a key are counted', () => {
    const plans = [{ name: 'free', operations: {}, default: true as const }];
    const { template, statements } = rights({ kind: 'basic' }, { keySource: 'AUTHORIZER', plans });
    template.hasResource('AWS::SecretsManager::Secret', { DeletionPolicy: 'RetainExceptOnCreate' });
    expect(statements.at(-1)?.Action).toEqual(['secretsmanager:GetSecretValue']);
    rights({ kind: 'basic' }).template.resourceCountIs('AWS::SecretsManager::Secret', 0);
  });
});
