import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { deploySettings as settings } from '../../lib/constructs/deploy-settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
const document = join(folder, 'gateway.yaml');
writeFileSync(join(folder, 'gateway.prod.overlay.yaml'), '');
const stages = { prod: { account: '111122223333', region: 'eu-west-1' }, dev: {} };

describe('deploySettings', () => {
  it('are the example at the stage dev, where nothing is said', () => {
    expect(settings({})).toEqual({ document: 'openapi/gateway.yaml', stageName: 'dev', overlays: [] });
  });

  it('know account and Region of a stage, and let the command line have the last word', () => {
    expect(settings({ stage: 'prod', stages, region: 'us-east-1' })).toMatchObject({
      account: '111122223333',
      region: 'us-east-1',
    });
  });

  it('take `dashboard` of the command line, where it is a text, as of cdk.json', () => {
    expect([{ dashboard: 'true' }, { stages: { dev: { dashboard: true } } }].map(settings)).toEqual([
      expect.objectContaining({ dashboard: true }),
      expect.objectContaining({ dashboard: true }),
    ]);
  });

  it("leave alone what is the CDK's, or nothing like a setting", () => {
    const others = { 'aws:cdk:enable-path-metadata': true, '@aws-cdk/core:region': true, acme: 1, ci: true };
    expect(settings(others)).toEqual(settings({}));
  });

  it('take `resourceQuota` likewise', () => {
    expect([{ resourceQuota: '400' }, { stages: { dev: { resourceQuota: 400 } } }].map(settings)).toEqual([
      expect.objectContaining({ resourceQuota: 400 }),
      expect.objectContaining({ resourceQuota: 400 }),
    ]);
  });

  it("take the stage's own overlay, which lies beside the document, and then those that are named", () => {
    const overlay = 'one.yaml,two.yaml';
    const own = join(folder, 'gateway.prod.overlay.yaml');
    expect(settings({ document, stage: 'prod', overlay }).overlays).toEqual([own, 'one.yaml', 'two.yaml']);
    expect(settings({ document, stage: 'dev', overlay }).overlays).toEqual(['one.yaml', 'two.yaml']);
  });

  it.each([
    [
      { resourceQuota: '0' },
      'resourceQuota is "0", expected a whole number above 0: correct it in cdk.json, or with -c',
    ],
    [{ docment: 'a.yaml' }, 'the context "docment" means nothing here, did you mean "document"?'],
    [{ resourcequota: '400' }, 'the context "resourcequota" means nothing here, did you mean "resourceQuota"?'],
    [{ stage: 'prd', stages }, 'there is no stage "prd", cdk.json has prod, dev: did you mean "prod"?'],
    [{ stage: 'toString', stages }, 'there is no stage "toString"'],
    [{ stage: 'prod', stages: {} }, 'there is no stage "prod", cdk.json has none: add it there, or leave stages out'],
    [{ stage: 'a b' }, 'stageName is "a b"'],
    [{ stage: 'prod', stages: [] }, 'stages is [], expected an object of stages by name'],
    [{ stage: 'prod', stages: { prod: 1 } }, 'stages.prod is 1, expected an object with account, region'],
    [{ stage: 'prod', stages: { prod: { acount: '1' } } }, 'stages.prod is "acount", expected account, region'],
    [
      { stage: 'prod', stages: { prod: { account: 111122223333 } } },
      'account is 111122223333, expected an account id of 12',
    ],
    [{ region: 'europe' }, 'region is "europe", expected a Region such as eu-west-1'],
    [{ encryptionKey: 'alias/key' }, 'encryptionKey is "alias/key", expected the ARN of a KMS key'],
    [{ alarmTopic: 'on-call' }, 'alarmTopic is "on-call", expected the ARN of an SNS topic'],
    [{ dashboard: 'yes' }, 'dashboard is "yes", expected true or false'],
    [{ apiGatewayLogRole: 'yes' }, 'expected "existing" or "create"'],
  ])('refuse %j in one line', (context, message) => {
    expect(() => settings(context)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTION', message: expect.stringContaining(message) }),
    );
  });
});
