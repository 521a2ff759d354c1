import { describe, expect, it } from '@jest/globals';
import type { HealthCheck } from '../../lambdas/core/router-config.ts';
import { aModel, anOperation } from '../support/api-models.ts';
import { gatewayTemplates, resourcesOf } from '../support/gateway-template.ts';

const templateOf = gatewayTemplates();
const plain = aModel([anOperation({ path: '/pets' })]);
const health: HealthCheck = {
  path: '/healthz',
  interval: 1,
  timeout: 5000,
  healthyThreshold: 2,
  unhealthyThreshold: 2,
  statuses: [200],
};
const backends = {
  main: { balance: 'least-latency', health, targets: [{ url: 'https://a.example.com', weight: 1 }] },
} as const;

describe('everyMinute', () => {
  it('is not there where no backend declares health', () => {
    const template = templateOf({ model: plain });
    template.resourceCountIs('AWS::Events::Rule', 0);
    template.resourceCountIs('AWS::Lambda::Function', 1);
  });

  it('runs a function by the minute that may read and write the state, and nothing else may run it', () => {
    const template = templateOf({ model: { ...plain, backends } });
    const rules = Object.entries(resourcesOf(template, 'AWS::Events::Rule'));
    const [ruleId, rule] = rules[0] ?? [];
    const target = { 'Fn::GetAtt': [expect.stringMatching(/^GatewayHealth/), 'Arn'] };
    expect(rules).toHaveLength(1);
    expect(rule?.Properties).toMatchObject({ ScheduleExpression: 'rate(1 minute)', Targets: [{ Arn: target }] });
    const permission = Object.values(resourcesOf(template, 'AWS::Lambda::Permission')).at(-1);
    expect(permission?.Properties).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: target,
      Principal: 'events.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': [ruleId, 'Arn'] },
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      Description: 'Asks targets whether they are well',
      Environment: { Variables: { STATE_TABLE: {} } },
    });
  });
});
