/** What the README quotes of the CDK CLI about credentials and rights, said by the real one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from '@jest/globals';
import { synthesize } from '../../lib/constructs/synthesize.ts';
import { cdk } from '../deploy/cdk.ts';
import { aModel, anOperation } from '../support/api-models.ts';
import { type AwsRefusal, startRefusingAws } from '../support/start-refusing-aws.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const home = temporaryFolder();
const assembly = join(home, 'cdk.out');

beforeAll(() => {
  synthesize({ model: aModel([anOperation({ path: '/pets' })]), outdir: assembly, stageName: 'prod' });
});

const IDENTITY = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
  <Arn>arn:aws:iam::111122223333:user/jo</Arn><UserId>AIDAEXAMPLE</UserId><Account>111122223333</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;

const EXPIRED: AwsRefusal = {
  query: 'ExpiredToken',
  json: 'ExpiredTokenException',
  message: 'The security token included in the request is expired',
};
const DENIED: AwsRefusal = {
  query: 'AccessDenied',
  json: 'AccessDeniedException',
  message: 'User: arn:aws:iam::111122223333:user/jo is not authorized to perform: service:Action',
};

it.each([
  ['expired', EXPIRED, {}, ['There are expired AWS credentials', 'Unable to resolve AWS account to use']],
  ['expired on the way', EXPIRED, { GetCallerIdentity: IDENTITY }, ['ExpiredToken']],
  [
    'without rights',
    DENIED,
    { GetCallerIdentity: IDENTITY },
    ['current credentials could not be used to assume', 'is not authorized to perform: '],
  ],
])('a deploy with credentials %s', async (name, refusal, answers, quotes) => {
  const aws = await startRefusingAws(refusal, answers);
  const { code, output } = await cdk(['deploy', '--app', assembly, '--require-approval', 'never'], {
    HOME: home,
    AWS_REGION: 'eu-west-1',
    AWS_ENDPOINT_URL: aws.url,
    AWS_EC2_METADATA_DISABLED: 'true',
    // The CDK CLI remembers accounts by key.
    AWS_ACCESS_KEY_ID: `AKIACANARY${name.length}`,
    AWS_SECRET_ACCESS_KEY: 'secret-canary',
    AWS_SESSION_TOKEN: 'session-canary',
  });
  aws.close();
  expect(code).toBe(1);
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  for (const quote of quotes) {
    expect(output).toContain(quote);
    expect(readme).toContain(`\`${quote}`);
  }
});
