import { describe, expect, it } from '@jest/globals';
import { aModel, anOperation } from '../support/api-models.ts';
import { gatewayTemplates, resourcesOf } from '../support/gateway-template.ts';

const templateOf = gatewayTemplates();
const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:on-call';
const secured = anOperation({
  path: '/pets',
  security: { apiKey: true, requirements: [[{ scheme: 'session', scopes: [] }]] },
});
const model = aModel([secured, anOperation({ path: '/events', stream: true })], {
  plans: [{ name: 'free', operations: {} }],
});

describe('what watches a stage', () => {
  it('raises few alarms, each of a function or a stage that there is, whose meaning it says', () => {
    const template = templateOf({ model, stageName: 'live' });
    const alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm');
    const watched = Object.values(alarms).map(({ Properties }) => [
      Properties.MetricName,
      JSON.stringify(Properties.Dimensions),
    ]);
    expect(watched).toEqual([
      ['5XXError', expect.stringContaining('{"Name":"Stage","Value":"live"}')],
      ['Throttles', expect.stringMatching(/"Ref":"GatewayRouter\w+"/)],
      ['Throttles', expect.stringMatching(/"Ref":"GatewayStreamingRouter\w+"/)],
      ['Errors', expect.stringMatching(/"Ref":"GatewayAuthorizer\w+"/)],
      ['Errors', expect.stringMatching(/"Ref":"GatewayKeys\w+"/)],
    ]);
    const functions = resourcesOf(template, 'AWS::Lambda::Function');
    for (const { Properties } of Object.values(alarms)) {
      expect(Properties).toMatchObject({ AlarmDescription: expect.any(String), TreatMissingData: 'notBreaching' });
      expect(Properties).not.toHaveProperty('AlarmActions');
      for (const [, id = ''] of JSON.stringify(Properties.Dimensions).matchAll(/"Ref":"(\w+)"/g))
        expect(functions).toHaveProperty(id);
    }
  });

  it('tells the topic when one is raised and when it is over', () => {
    const template = templateOf({ model, alarmTopic: TOPIC });
    for (const { Properties } of Object.values(resourcesOf(template, 'AWS::CloudWatch::Alarm')))
      expect(Properties).toMatchObject({ AlarmActions: [TOPIC], OKActions: [TOPIC] });
  });

  it('watches by the name that the API has', () => {
    const template = templateOf({ model });
    const [api] = Object.values(resourcesOf(template, 'AWS::ApiGateway::RestApi'));
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: '5XXError',
      Dimensions: [{ Name: 'ApiName', Value: api?.Properties.Name }, {}],
    });
  });

  it('has a dashboard only where it is asked for', () => {
    templateOf({ model }).resourceCountIs('AWS::CloudWatch::Dashboard', 0);
    const [page] = Object.values(resourcesOf(templateOf({ model, dashboard: true }), 'AWS::CloudWatch::Dashboard'));
    const widgets = widgetsOf(page?.Properties.DashboardBody);
    const places = widgets.map(({ x, y, width, height }) => [x + width <= 24, height > 0, `${x},${y}`]);
    expect(places.every(([fits, seen]) => fits && seen)).toBe(true);
    expect(new Set(places.map(([, , place]) => place)).size).toBe(widgets.length);
    expect(widgets.map(({ properties }) => properties.title ?? 'alarms')).toEqual(
      expect.arrayContaining(['alarms', 'Answers', 'Latency, ms', 'Hit rate of the cache']),
    );
  });
});

interface Widget {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: { readonly title?: string };
}

/** With a text in the place of each reference, as CloudFormation joins them. */
function widgetsOf(body: unknown): readonly Widget[] {
  const { 'Fn::Join': join } = body as { readonly 'Fn::Join': readonly [string, readonly unknown[]] }; // CDK's form
  const text = join[1].map((part) => (typeof part === 'string' ? part : 'a-reference')).join(join[0]);
  return (JSON.parse(text) as { readonly widgets: readonly Widget[] }).widgets; // CloudWatch's form
}
