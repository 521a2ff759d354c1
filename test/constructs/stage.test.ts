import { describe, expect, it } from '@jest/globals';
import { Match } from 'aws-cdk-lib/assertions';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { aModel, anOperation } from '../support/api-models.ts';
import { gatewayTemplates, resourcesOf } from '../support/gateway-template.ts';

const model = aModel(
  [
    anOperation({ path: '/', throttle: { rate: 1, burst: 2 } }),
    anOperation({
      path: '/pets/{petId}',
      throttle: { rate: 5, burst: 10 },
      resource: { path: '/pets/{id}', method: 'GET' },
    }),
    anOperation({ path: '/open' }),
  ],
  { throttle: { rate: 500, burst: 1000 } },
);
const templateOf = gatewayTemplates();
const template = templateOf({ model, stageName: 'live' });

describe('GatewayStage', () => {
  it('throttles the stage, and operations by their lowered resource', () => {
    template.hasResourceProperties('AWS::ApiGateway::Stage', {
      StageName: 'live',
      MethodSettings: [
        Match.objectLike({ ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 }),
        Match.objectLike({ ResourcePath: '/', HttpMethod: 'GET', ThrottlingRateLimit: 1, ThrottlingBurstLimit: 2 }),
        Match.objectLike({ ResourcePath: '/~1pets~1{id}', HttpMethod: 'GET', ThrottlingRateLimit: 5 }),
      ],
    });
  });

  it('logs errors, and never whole requests, for every method', () => {
    const [stage] = Object.values(resourcesOf(template, 'AWS::ApiGateway::Stage'));
    expect(stage?.Properties.MethodSettings).toHaveLength(3);
    for (const setting of Object.values(stage?.Properties.MethodSettings ?? {})) {
      expect(setting).toMatchObject({ LoggingLevel: 'ERROR', DataTraceEnabled: false });
    }
  });

  it("has no cache of API Gateway's: its keys leave out who asks", () => {
    const [stage] = Object.values(resourcesOf(template, 'AWS::ApiGateway::Stage'));
    expect(JSON.stringify(stage?.Properties)).not.toMatch(/cach/i);
  });

  it('traces requests', () => {
    template.hasResourceProperties('AWS::ApiGateway::Stage', { TracingEnabled: true });
  });

  it('writes access logs as JSON without query, token or key', () => {
    const [stage] = Object.values(resourcesOf(template, 'AWS::ApiGateway::Stage'));
    const { Format: format } = { Format: '', ...(stage?.Properties.AccessLogSetting ?? {}) };
    expect(JSON.parse(format)).toMatchObject({ status: '$context.status', path: '$context.path' });
    expect(format).not.toMatch(/authorization|querystring|identity\.apiKey"/i);
    expect(format.length).toBeLessThan(3072);
  });

  it('keeps logs for ever without a word of days, which CloudFormation has none for', () => {
    const kept = templateOf({ model, logRetention: RetentionDays.INFINITE });
    const groups = Object.values(resourcesOf(kept, 'AWS::Logs::LogGroup'));
    expect(groups.length).toBeGreaterThan(2);
    for (const { Properties } of groups) expect(Properties ?? {}).not.toHaveProperty('RetentionInDays');
  });

  it('keeps access logs for 30 days', () => {
    template.hasResource('AWS::Logs::LogGroup', {
      Properties: { RetentionInDays: 30 },
      DeletionPolicy: 'RetainExceptOnCreate',
    });
  });

  it('has API Gateway write its execution logs to a group that forgets, and that is there before', () => {
    const named = Object.entries(resourcesOf(template, 'AWS::Logs::LogGroup')).filter(
      ([, { Properties }]) => Properties.LogGroupName !== undefined,
    );
    const [[id, logs] = []] = named;
    expect(logs).toMatchObject({
      Properties: {
        LogGroupName: { 'Fn::Join': ['', ['API-Gateway-Execution-Logs_', { Ref: 'GatewayRestApi54043B17' }, '/live']] },
        RetentionInDays: 30,
      },
      DeletionPolicy: 'Delete',
    });
    template.hasResource('AWS::ApiGateway::Stage', { DependsOn: [id] });
  });
});
