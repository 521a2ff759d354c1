import { afterAll, describe, expect, it } from '@jest/globals';
import { runCli } from '../../support/run-cli.ts';
import { startPlansGateway } from '../../support/start-plans-gateway.ts';

const gateway = await startPlansGateway();
afterAll(() => gateway.close());
const api = gateway.apis[0]?.id ?? '';

/** As on a machine that has never seen AWS: neither Region nor credentials. */
const run = (...args: readonly string[]) =>
  runCli([...args, '--endpoint', gateway.url], {
    env: { PATH: process.env.PATH, HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true' },
  });

describe('commands about a local stage', () => {
  it('tell what it serves', async () => {
    const { code, stdout, stderr } = await run('status', '--api', api, '--stage', 'dev');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(
      new RegExp(`^stage +dev of API ${api} serves Deployment \\w{6} of \\S+ \\(document [0-9a-f]{16}`, 'm'),
    );
  }, 20_000);

  it.each([
    [['status', '--api', api, '--stage', 'nope'], /has no stage nope|no stage "?nope/],
    [['status', '--api', 'zzzzzzzzzz', '--stage', 'dev'], /zzzzzzzzzz/],
    [['rollback', '--api', api, '--stage', 'dev'], /no (?:earlier )?Deployment/],
    [['rollback', '--api', api, '--stage', 'dev', '--to', 'none'], /none/],
    [['status', '--stage', 'dev'], /what answers is no AWS service\): check --endpoint; .*--api$/m],
  ])(
    'say in one line what is wrong with %j',
    async (args, expected) => {
      const { code, stdout, stderr } = await run(...args);
      expect({ code, stdout, lines: stderr.trim().split('\n').length }).toEqual({ code: 1, stdout: '', lines: 1 });
      expect(stderr).toMatch(expected);
    },
    20_000,
  );
});
