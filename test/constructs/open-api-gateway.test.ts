import { describe, expect, it } from '@jest/globals';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { aModel, anOperation } from '../support/api-models.ts';
import { gatewayTemplates, resourcesOf } from '../support/gateway-template.ts';

const templateOf = gatewayTemplates();
const secured = anOperation({
  path: '/plans',
  security: { apiKey: false, requirements: [[{ scheme: 'session', scopes: ['plans:read'] }]] },
});
const model = aModel([secured, anOperation({ path: '/events', stream: true })], {
  plans: [{ name: 'free', operations: {} }],
});
const template = templateOf({ model });
const json = template.toJSON();
/** Of the functions that API Gateway invokes. */
const versions = Object.keys(resourcesOf(template, 'AWS::Lambda::Version')).filter(
  (id) => !id.startsWith('GatewayKeys'),
);
const byGateway = Object.entries(resourcesOf(template, 'AWS::Lambda::Permission')).filter(
  ([, { Properties }]) => Properties.Principal === 'apigateway.amazonaws.com',
);

describe('OpenApiGateway', () => {
  it('never renames what holds data, keys or a URL', () => {
    const frozen = ['RestApi', 'Stage', 'UsagePlan'].map((type) => `AWS::ApiGateway::${type}`);
    const ids = [...frozen, 'AWS::DynamoDB::Table', 'AWS::Logs::LogGroup'].map((type) =>
      Object.keys(resourcesOf(template, type)),
    );
    expect(ids).toEqual([
      ['GatewayRestApi54043B17'],
      ['GatewayStage04E5B0D6'],
      ['GatewayPlansfreeFD36030F'],
      ['GatewayTablesState704AFFA0', 'GatewayTablesCache9A9F902C'],
      [
        'GatewayRouterLogs8FBFFD0D',
        'GatewayStreamingRouterLogs50814DA5',
        'GatewayAuthorizerLogs1D7A824A',
        'GatewayStageAccessLogs1279B3DE',
        'GatewayStageExecutionLogs8338E708',
        'GatewayKeysLogs16774B7B',
      ],
    ]);
  });

  it('imports the gateway document whole, and refuses what the importer would drop', () => {
    template.hasResourceProperties('AWS::ApiGateway::RestApi', {
      Name: 'Test',
      Mode: 'overwrite',
      FailOnWarnings: true,
      EndpointConfiguration: { Types: ['REGIONAL'] },
    });
  });

  it('keeps the empty security of a public operation, which is what makes it public', () => {
    const open = templateOf({ model: aModel([secured, anOperation({ path: '/status' })]) });
    const [api] = Object.values(resourcesOf(open, 'AWS::ApiGateway::RestApi'));
    expect(api?.Properties.Body).toMatchObject({ paths: { '/status': { get: { security: [] } } } });
  });

  it('names published versions in the gateway document, never $LATEST', () => {
    const body = JSON.stringify(Object.values(resourcesOf(template, 'AWS::ApiGateway::RestApi'))[0]?.Properties.Body);
    const named = [...body.matchAll(/functions\/([^/]+)\//g)].map(([, id]) => id);
    expect(new Set(named)).toEqual(new Set(versions.map((id) => `\${${id}}`)));
  });

  it('lets this stage of this API invoke each version, and nobody else', () => {
    const api = { Ref: 'GatewayRestApi54043B17' };
    const from = (by: string) => {
      const scope = [{ Ref: 'AWS::Partition' }, { Ref: 'AWS::Region' }, { Ref: 'AWS::AccountId' }];
      const [partition, region, account] = scope;
      return { 'Fn::Join': ['', ['arn:', partition, ':execute-api:', region, ':', account, ':', api, `/${by}`]] };
    };
    expect(byGateway.map(([, { Properties }]) => Properties)).toEqual(
      ['prod/*', 'prod/*', 'authorizers/*'].map((by, index) => ({
        Action: 'lambda:InvokeFunction',
        FunctionName: { Ref: versions[index] },
        Principal: 'apigateway.amazonaws.com',
        SourceArn: from(by),
      })),
    );
  });

  it('lets a kept version be invoked for as long as it is kept, from before a Deployment names it', () => {
    const ids = byGateway.map(([id]) => id);
    for (const [, permission] of byGateway)
      expect(permission).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
    expect(ids.map((id) => id.slice(-16))).toEqual(versions.map((id) => id.slice(-16)));
    template.hasResource('AWS::ApiGateway::Deployment', { DependsOn: ids.toSorted() });
  });

  it('tells functions the names of tables, and no id of API, stage or plan', () => {
    const environments = Object.values(resourcesOf(template, 'AWS::Lambda::Function')).map(
      ({ Properties }) => Properties.Environment,
    );
    const tables = {
      Variables: {
        CACHE_TABLE: { Ref: 'GatewayTablesCache9A9F902C' },
        STATE_TABLE: { Ref: 'GatewayTablesState704AFFA0' },
      },
    };
    const { STATE_TABLE } = tables.Variables;
    expect(environments).toEqual([tables, tables, { Variables: { STATE_TABLE } }, { Variables: { STATE_TABLE } }]);
  });

  it('uses no managed policy', () => {
    expect(JSON.stringify(json)).not.toMatch(/ManagedPolicyArns|:aws:policy\//);
  });

  it('protects the state table and lets the cache go', () => {
    template.hasResource('AWS::DynamoDB::Table', {
      Properties: {
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      },
      DeletionPolicy: 'Retain',
    });
    template.hasResource('AWS::DynamoDB::Table', {
      Properties: { TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true } },
      DeletionPolicy: 'Delete',
    });
  });

  it('leaves nothing of a throwaway stack behind but versions, who may invoke them, and deployments', () => {
    const kept = Object.values(templateOf({ model, removalPolicy: RemovalPolicy.DESTROY }).toJSON().Resources)
      .map((resource) => ({ Type: '', DeletionPolicy: '', ...(resource as object) })) // a template's resource
      .filter(({ DeletionPolicy }) => DeletionPolicy.startsWith('Retain'))
      .map(({ Type }) => Type);
    expect(new Set(kept)).toEqual(
      new Set(['AWS::Lambda::Version', 'AWS::Lambda::Permission', 'AWS::ApiGateway::Deployment']),
    );
  });

  it('makes an authorizer and a streaming router only for operations that need them', () => {
    const plain = templateOf({ model: aModel([anOperation({ path: '/status' })]) });
    expect(
      Object.values(resourcesOf(plain, 'AWS::Lambda::Function')).map(({ Properties }) => Properties.Handler),
    ).toEqual(['index.handler']);
  });

  it("leaves the account's log role alone", () => {
    expect(resourcesOf(template, 'AWS::ApiGateway::Account')).toEqual({});
  });

  it("creates the account's log role when told to, before the stage, and keeps it", () => {
    const created = templateOf({ model, apiGatewayLogRole: 'create' });
    const [account] = Object.keys(resourcesOf(created, 'AWS::ApiGateway::Account'));
    created.hasResource('AWS::ApiGateway::Account', { DeletionPolicy: 'Retain' });
    expect(JSON.stringify(created.findResources('AWS::ApiGateway::Stage'))).toContain(`"DependsOn":["${account}"`);
    expect(JSON.stringify(created.toJSON())).not.toMatch(/ManagedPolicyArns/);
  });
});
