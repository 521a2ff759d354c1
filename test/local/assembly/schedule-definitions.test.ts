import { describe, expect, it } from '@jest/globals';
import { readAssembly } from '../../../lib/local/assembly/read-assembly.ts';
import { writeAssembly } from './write-assembly.ts';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:work';
const rule = (properties: object) => ({ Type: 'AWS::Events::Rule', Properties: properties });
const work = { Id: 'a', Arn: { 'Fn::GetAtt': ['Work', 'Arn'] } };

async function schedulesOf(rules: Readonly<Record<string, object>>) {
  const code = { ZipFile: 'exports.handler = async () => 1;' };
  const { dir, remove } = await writeAssembly({
    Main: {
      Resources: {
        Work: {
          Type: 'AWS::Lambda::Function',
          Properties: { FunctionName: 'work', Runtime: 'nodejs24.x', Handler: 'index.handler', Code: code },
        },
        ...rules,
      },
    },
  });
  const { schedules } = await readAssembly(dir);
  await remove();
  return schedules;
}

describe('scheduleDefinitions', () => {
  it('reads rates and their targets', async () => {
    const schedules = await schedulesOf({
      Minute: rule({ Name: 'by-the-minute', ScheduleExpression: 'rate(1 minute)', Targets: [work] }),
      Hours: rule({ ScheduleExpression: 'rate(2 hours)', State: 'ENABLED', Targets: [{ ...work, Input: '{"a":1}' }] }),
    });
    expect(schedules).toEqual([
      {
        ruleArn: 'arn:aws:events:us-east-1:000000000000:rule/by-the-minute',
        targetArn: ARN,
        interval: 60_000,
        accountId: '000000000000',
        region: 'us-east-1',
      },
      expect.objectContaining({ targetArn: ARN, interval: 7_200_000, input: '{"a":1}' }),
    ]);
  });

  it.each([
    ['disabled', { ScheduleExpression: 'rate(1 minute)', State: 'DISABLED', Targets: [work] }],
    ['cron', { ScheduleExpression: 'cron(0 12 * * ? *)', Targets: [work] }],
    ['events', { EventPattern: { source: ['aws.ec2'] }, Targets: [work] }],
    ['rate of nothing', { ScheduleExpression: 'rate(0 minutes)', Targets: [work] }],
    ['without targets', { ScheduleExpression: 'rate(1 minute)' }],
  ])('leaves out a rule that is %s', async (_, properties) => {
    expect(await schedulesOf({ Rule: rule(properties) })).toEqual([]);
  });
});
