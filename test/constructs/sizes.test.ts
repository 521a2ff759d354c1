import { describe, expect, it } from '@jest/globals';
import { accessLogFormat } from '../../lib/constructs/access-log-format.ts';
import { aModel, anOperation } from '../support/api-models.ts';
import { gatewayTemplates, type TemplateResource } from '../support/gateway-template.ts';

/** With everything that a document can ask for, as often as it can. */
const plans = Array.from({ length: 450 }, (_, index) => ({ name: `plan${index}`, operations: {} }));
const operations = Array.from({ length: 900 }, (_, index) =>
  anOperation({
    path: `/pets/${index}`,
    stream: index % 2 === 0,
    throttle: { rate: 1, burst: 1 },
    security: { apiKey: true, requirements: [[{ scheme: 'session', scopes: [] }]] },
  }),
);
const template = gatewayTemplates()({
  model: aModel(operations, { plans }),
  stageName: 'live',
  apiGatewayLogRole: 'create',
});
const resources = Object.values(template.toJSON().Resources as Readonly<Record<string, TemplateResource>>); // CloudFormation's form

const ofType = (type: string) => resources.filter(({ Type }) => Type === type);

describe('what is deployed, however large the document', () => {
  it('has at most 500 resources', () => {
    expect(resources.length).toBeLessThanOrEqual(500);
  });

  it('has one authorizer of the 10 of an API, and no stage variables of the 100', () => {
    const [api] = ofType('AWS::ApiGateway::RestApi');
    expect(JSON.stringify(api).match(/"x-amazon-apigateway-authorizer":/g)).toHaveLength(1);
    for (const stage of ofType('AWS::ApiGateway::Stage')) expect(stage.Properties).not.toHaveProperty('Variables');
  });

  it('lets API Gateway invoke its functions by one permission a version, not one an operation (20 KB a function)', () => {
    const { length } = ofType('AWS::Lambda::Permission').filter(
      ({ Properties }) => Properties.Principal === 'apigateway.amazonaws.com',
    );
    expect(length).toBe(3);
    const sizes = ofType('AWS::IAM::Role').map(({ Properties }) => JSON.stringify(Properties.Policies ?? []).length);
    // 10,240 characters of all inline policies of a role (IAM quotas).
    expect(Math.max(...sizes)).toBeLessThan(10_240);
  });

  it('has no resource policy of the 8,192 characters', () => {
    expect(JSON.stringify(ofType('AWS::ApiGateway::RestApi'))).not.toContain('x-amazon-apigateway-policy');
  });

  it('writes access logs of a format within 3 KB', () => {
    expect(Buffer.byteLength(accessLogFormat)).toBeLessThan(3 * 1024);
  });

  it('has environments within 4 KB', () => {
    for (const { Properties } of ofType('AWS::Lambda::Function'))
      expect(JSON.stringify(Properties.Environment ?? {}).length).toBeLessThan(4096);
  });
});
