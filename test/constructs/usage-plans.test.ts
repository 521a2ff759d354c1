import { describe, expect, it } from '@jest/globals';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { ApiModel } from '../../lib/index.ts';
import { aModel, anOperation } from '../support/api-models.ts';
import { gatewayTemplates, resourcesOf } from '../support/gateway-template.ts';

const templateOf = gatewayTemplates();
const operations = [
  anOperation({ path: '/', id: 'root' }),
  anOperation({ path: '/pets/{petId}', id: 'getPet', resource: { path: '/pets/{id}', method: 'GET' } }),
];

function plansOf(plans: ApiModel['plans']) {
  return resourcesOf(templateOf({ model: aModel(operations, { plans }) }), 'AWS::ApiGateway::UsagePlan');
}

const free = { name: 'free', operations: {} };
const team = { name: 'team', operations: {} };
const both = plansOf([free, team]);

describe('UsagePlans', () => {
  it('says throttle and quota of a plan', () => {
    const [plan] = Object.values(
      plansOf([{ ...free, throttle: { rate: 5, burst: 10 }, quota: { limit: 1000, period: 'day' } }]),
    );
    expect(plan?.Properties).toMatchObject({
      UsagePlanName: 'free',
      Throttle: { RateLimit: 5, BurstLimit: 10 },
      Quota: { Limit: 1000, Period: 'DAY' },
    });
  });

  it('throttles operations by their lowered resource', () => {
    const rates = { root: { rate: 1, burst: 2 }, getPet: { rate: 3, burst: 4 } };
    const [plan] = Object.values(plansOf([{ ...free, operations: rates }]));
    expect(plan?.Properties.ApiStages).toMatchObject([
      { Throttle: { '//GET': { RateLimit: 1, BurstLimit: 2 }, '/pets/{id}/GET': { RateLimit: 3, BurstLimit: 4 } } },
    ]);
  });

  it('throttles no operation because of its name', () => {
    const model = aModel([anOperation({ path: '/', id: 'constructor' })], { plans: [free] });
    const [plan] = Object.values(resourcesOf(templateOf({ model }), 'AWS::ApiGateway::UsagePlan'));
    expect(plan?.Properties.ApiStages).toEqual([{ ApiId: expect.anything(), Stage: expect.anything() }]);
  });

  it('keeps a logical id whatever becomes of its siblings and its own limits', () => {
    const [alone] = Object.keys(plansOf([{ ...team, throttle: { rate: 1, burst: 1 } }]));
    expect(Object.keys(both)).toContain(alone);
  });

  it('keeps a logical id when the plan is renamed and says what it was', () => {
    const renamed = plansOf([free, { ...team, name: 'business', was: 'team' }]);
    expect(Object.keys(renamed)).toEqual(Object.keys(both));
    expect(Object.values(renamed)[1]?.Properties.UsagePlanName).toBe('business');
  });

  it('keeps a plan that leaves the document', () => {
    for (const plan of Object.values(both)) {
      expect(plan).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
    }
  });

  it('deletes the plans of a throwaway stack', () => {
    const model = aModel(operations, { plans: [free] });
    const template = templateOf({ model, removalPolicy: RemovalPolicy.DESTROY });
    template.hasResource('AWS::ApiGateway::UsagePlan', { DeletionPolicy: 'Delete' });
  });

  it('issues no key', () => {
    expect(
      resourcesOf(templateOf({ model: aModel(operations, { plans: [free] }) }), 'AWS::ApiGateway::ApiKey'),
    ).toEqual({});
  });
});
