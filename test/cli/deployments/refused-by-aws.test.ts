/** The real command, as an operator's shell starts it, and what it says where AWS refuses or there is nothing to sign with. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type CliRun, runCli } from '../../support/run-cli.ts';
import { type AwsRefusal, startRefusingAws } from '../../support/start-refusing-aws.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const KEYS = {
  AWS_ACCESS_KEY_ID: 'AKIACANARY',
  AWS_SECRET_ACCESS_KEY: 'secret-canary',
  AWS_SESSION_TOKEN: 'session-canary',
};
const home = temporaryFolder();

const environment = (url: string, more: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: home,
  AWS_REGION: 'eu-west-1',
  AWS_ENDPOINT_URL: url,
  AWS_EC2_METADATA_DISABLED: 'true',
  ...more,
});

/** Exit code 1 and one line that says what, of what, and what to do; no stack, and nothing of what was signed with. */
function expectLine({ code, stdout, stderr }: CliRun, expected: RegExp): void {
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^error AWS_[A-Z]+: cannot .* \(.*\): .*\n$/);
  expect(stderr).toMatch(expected);
  expect(stderr).not.toMatch(/canary|^ +at |undefined/im);
}

const COMMANDS: readonly (readonly [args: readonly string[], what: RegExp])[] = [
  [['status', '--stage', 'prod'], /cannot read the stack Gatewright-prod /],
  [['rollback', '--stage', 'prod', '--api', 'abc123'], /cannot read the stages of API abc123 /],
  [['prune', '--stage', 'prod'], /cannot read the stack Gatewright-prod /],
  [['keys', 'list'], /cannot list REST APIs /],
  [['cache', 'stats', '--table', 'Cache'], /cannot use the table "Cache" /],
];

const user = 'User: arn:aws:iam::111122223333:user/jo is not authorized to perform: service:Action on resource: *';
const both = (name: string): Pick<AwsRefusal, 'query' | 'json'> => ({ query: name, json: `${name}Exception` });

const REFUSALS: readonly (readonly [string, AwsRefusal, RegExp])[] = [
  [
    'expired credentials',
    { ...both('ExpiredToken'), message: 'The security token included in the request is expired' },
    /AWS_CREDENTIALS: .*\(the credentials have expired\): log in again/,
  ],
  [
    'credentials that AWS does not know',
    { query: 'InvalidClientTokenId', json: 'UnrecognizedClientException', message: 'The security token is invalid.' },
    /AWS_CREDENTIALS: .*token is invalid\.\): log in again .* or use another AWS_PROFILE/,
  ],
  ['a right that is not there', { ...both('AccessDenied'), message: user }, /AWS_DENIED: .*service:Action.*: ask for/],
  [
    'credentials that did not arrive',
    { ...both('MissingAuthenticationToken'), message: 'Missing Authentication Token' },
    /AWS_CREDENTIALS: .*Missing Authentication Token\): log in again/,
  ],
  [
    'a secret that is another one, of which AWS quotes what was signed',
    {
      query: 'SignatureDoesNotMatch',
      json: 'InvalidSignatureException',
      message: `The request signature we calculated does not match.

The Canonical String for this request should have been
'GET
/restapis

host:apigateway.eu-west-1.amazonaws.com
x-amz-security-token:session-canary
'`,
    },
    /AWS_CREDENTIALS: .*signature we calculated does not match\.\): log in again/,
  ],
  [
    'a clock that is wrong',
    {
      query: 'SignatureDoesNotMatch',
      json: 'InvalidSignatureException',
      message: 'Signature expired: 20261129T200000Z is now earlier than 20261129T201000Z (20261129T201500Z - 5 min.)',
    },
    /AWS_REFUSED: .*Signature expired.*: set the clock of this machine/,
  ],
];

describe('the command', () => {
  it.each(REFUSALS)('says in one line of %s', async (_, refusal, expected) => {
    const aws = await startRefusingAws(refusal);
    const runs = await Promise.all(COMMANDS.map(([args]) => runCli(args, { env: environment(aws.url, KEYS) })));
    aws.close();
    for (const [index, run] of runs.entries()) {
      expectLine(run, expected);
      expect(run.stderr).toMatch(COMMANDS[index]?.[1] ?? '');
    }
  });

  it('says so where it may read, and not write', async () => {
    const deployments = ['new', 'old'].map((id, age) => ({ id, createdDate: 1_790_000_000 - age }));
    const aws = await startRefusingAws(
      { ...both('AccessDenied'), message: 'User: jo is not authorized to perform: apigateway:PATCH' },
      {
        'GET /restapis/abc123/stages': { item: [{ stageName: 'prod', deploymentId: 'new' }] },
        'GET /restapis/abc123/deployments': { item: deployments },
      },
    );
    const stage = ['--stage', 'prod', '--api', 'abc123'];
    const env = environment(aws.url, KEYS);
    const [rollback, prune] = await Promise.all([
      runCli(['rollback', ...stage], { env }),
      runCli(['prune', ...stage, '--keep', '1'], { env }),
    ]);
    aws.close();
    expectLine(rollback, /AWS_DENIED: cannot switch stage prod to Deployment old \(.*apigateway:PATCH\)/);
    expect([prune.code, prune.stdout]).toEqual([1, '']);
    expect(prune.stderr).toMatch(/error AWS_DENIED: cannot delete Deployment old \(.*apigateway:PATCH\): ask for/);
  });
});

const PROFILES = `[profile sso]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Admin
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-west-1
sso_registration_scopes = sso:account:access
[profile program]
credential_process = sh -c 'echo secret-canary >&2; exit 3'
[profile base]
aws_access_key_id = AKIACANARY
aws_secret_access_key = secret-canary
[profile role]
role_arn = arn:aws:iam::111122223333:role/ops
source_profile = base
[profile runner]
role_arn = arn:aws:iam::111122223333:role/ops
web_identity_token_file = ${join(home, 'no-such-token')}
`;

describe('a profile', () => {
  it.each([
    ['absent', /AWS_CREDENTIALS: .*no credentials were found for the profile "absent"\): log in .* or set AWS_PROFILE/],
    ['sso', /AWS_CREDENTIALS: .*the SSO session of the profile "sso" is over or was never begun\): log in/],
    ['program', /AWS_CREDENTIALS: .*no credentials were found for the profile "program"\)/],
    ['role', /AWS_DENIED: .*sts:AssumeRole/],
    ['runner', /AWS_CREDENTIALS: .*no-such-token cannot be read: ENOENT\): /],
  ])('%s without credentials is told in one line', async (name, expected) => {
    mkdirSync(join(home, '.aws'), { recursive: true });
    writeFileSync(join(home, '.aws', 'config'), PROFILES);
    const message = 'User: jo is not authorized to perform: sts:AssumeRole on resource: ops';
    const sts = await startRefusingAws({ ...both('AccessDenied'), message });
    const run = await runCli(['status', '--stage', 'prod'], { env: environment(sts.url, { AWS_PROFILE: name }) });
    sts.close();
    expectLine(run, expected);
  });
});

describe('a place where AWS cannot be', () => {
  it.each<readonly [args: readonly string[], env: NodeJS.ProcessEnv, expected: string]>([
    [
      [],
      { AWS_ENDPOINT_URL: 'nonsense' },
      'cannot read the stack Gatewright-prod ("nonsense" is no URL): correct AWS_ENDPOINT_URL',
    ],
    [
      [],
      { AWS_REGION: 'eu west' },
      'cannot read the stack Gatewright-prod ("eu west" is no Region): correct AWS_REGION',
    ],
    [['--endpoint', 'nonsense'], {}, '--endpoint is "nonsense", expected a URL: correct it'],
    [['--region', ''], {}, '--region is "", expected one such as eu-west-1: correct it'],
  ])('%j %j is told in one line', async (args, env, expected) => {
    const run = await runCli(['status', '--stage', 'prod', ...args], {
      env: environment('http://127.0.0.1:1', { ...KEYS, ...env }),
    });
    expect(run).toEqual({ code: 1, stdout: '', stderr: `error INVALID_OPTION: ${expected}\n` });
  });
});
