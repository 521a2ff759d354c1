import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { runCli } from '../support/run-cli.ts';
import { startPlansGateway } from '../support/start-plans-gateway.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const gateway = await startPlansGateway();
afterAll(() => gateway.close());
const folder = temporaryFolder();
const keys = (...args: string[]) => runCli(['keys', ...args, '--endpoint', gateway.url]);
const status = async (key: string) =>
  (await fetch(`${gateway.url}/hello`, { headers: { 'x-api-key': key.trim() } })).status;

describe('gatewright keys', () => {
  it('issues a key that stdout has alone, and never shows it again', async () => {
    const issued = await keys('issue', '--plan', 'team', '--consumer', 'acme', '--metadata', 'tier=gold');
    expect(issued).toMatchObject({ code: 0, stdout: expect.stringMatching(/^gwdev\w{36}\n$/) });
    expect(issued.stderr).toMatch(/^API key \w{10} of plan team for acme: shown this once/);
    expect(await status(issued.stdout)).toBe(200);
    const shown = await Promise.all([
      keys('list', '--format', 'json'),
      keys('show', 'acme'),
      keys('usage', 'acme', '--format', 'csv'),
    ]);
    for (const { code, stdout, stderr } of shown) {
      expect(code).toBe(0);
      expect(stdout + stderr).not.toContain(issued.stdout.trim());
    }
    const [list, show, usage] = shown;
    expect(JSON.parse(list?.stdout ?? '')).toMatchObject({ consumer: 'acme', plan: 'team', state: 'active' });
    expect(show?.stdout).toMatch(/^metadata +\{"tier":"gold"\}$/m);
    expect(usage?.stdout).toMatch(/^20\d\d-\d\d-\d\d,\w{10},acme,team,1,$/m);
  }, 60_000);

  it('rotates all of a plan, exports, imports and revokes', async () => {
    const first = (await keys('issue', '--plan', 'free', '--consumer', 'beta')).stdout;
    const rotated = await keys('rotate', '--plan', 'free', '--overlap', '1h', '--format', 'csv');
    expect(rotated.stderr).toContain('1 API key rotated, old values work until 20');
    const [head, line = ''] = rotated.stdout.split('\n');
    expect(head).toBe('Name,Key,Id,Plan,Expires');
    const [, second = '', id = ''] = line.split(',');
    expect([await status(first), await status(second)]).toEqual([200, 200]);
    const again = await keys('rotate', '--plan', 'free', '--overlap', '1h', '--format', 'csv');
    expect(again.stdout).toBe(`${head}\n`); // the one before still works: nothing is rotated twice
    expect(again.stderr).toContain('left alone: 1 key whose predecessor still works');
    const file = join(folder, 'keys.csv');
    expect(await keys('export', '--out', file)).toMatchObject({ code: 0, stdout: '' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toContain(second);
    expect(await keys('import', file)).toMatchObject({ code: 0, stdout: expect.stringContaining('API keys imported') });
    // Of a stage that was made anew, whose plans have other ids.
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/,[a-z0-9]{6},free,/g, ',gone00,free,'));
    expect(readFileSync(file, 'utf8')).toContain(',gone00,free,');
    expect(await keys('import', file)).toMatchObject({ code: 0, stdout: expect.stringContaining('API keys imported') });
    expect(await keys('revoke', id)).toMatchObject({ code: 0 });
    expect(await status(second)).toBe(403);
    expect(await keys('enable', id)).toMatchObject({ code: 1, stderr: expect.stringContaining('was revoked at') });
  }, 60_000);

  it('rotates a key that is named twice once, and none that has ended', async () => {
    const value = (await keys('issue', '--plan', 'team', '--consumer', 'twice')).stdout;
    const rotated = await keys('rotate', 'twice', 'twice', '--overlap', '1h');
    expect([rotated.code, rotated.stdout.trim().split('\n')]).toEqual([0, [expect.stringMatching(/^gwdev\w{36}$/)]]);
    expect(await status(value)).toBe(200);
    await keys('issue', '--plan', 'team', '--consumer', 'short', '--expires', '1s');
    const ended = async () =>
      (await keys('list', '--consumer', 'short', '--format', 'csv')).stdout.includes(',expired,');
    while (!(await ended()));
    const late = await keys('rotate', 'short', '--overlap', '1h');
    expect(late).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('expired at') });
  }, 60_000);

  it('lets in by no import what was revoked or has expired', async () => {
    const file = join(folder, 'ended.csv');
    const value = (await keys('issue', '--plan', 'team', '--consumer', 'leaver')).stdout.trim();
    const old = 'an-old-key-that-ended-long-ago';
    const lines = `Name,Key,Plan,Expires\nleaver,${value},team,\nold,${old},team,2020-01-31\n`;
    writeFileSync(file, lines);
    expect(await keys('revoke', 'leaver')).toMatchObject({ code: 0 });
    expect(await keys('import', file)).toMatchObject({ code: 0, stdout: '2 API keys imported\n' });
    expect([await status(value), await status(old)]).toEqual([403, 403]);
    const found = expect.stringMatching(
      /found only API keys that were revoked or replaced \(\w{10}\) of the id or consumer/,
    );
    expect(await keys('revoke', 'leaver')).toMatchObject({ code: 1, stderr: found });
  }, 60_000);

  it('imports a disabled key as one', async () => {
    const file = join(folder, 'disabled.csv');
    writeFileSync(file, 'Name,Key,Enabled\noff,a-key-that-is-disabled,FALSE\non,a-key-that-is-enabled,\n');
    expect(await keys('import', file, '--plan', 'team')).toMatchObject({ code: 0 });
    const found = [await status('a-key-that-is-disabled'), await status('a-key-that-is-enabled')];
    expect(found).toEqual([403, 200]);
  }, 60_000);

  it('imports no key into a second plan of the stage', async () => {
    const file = join(folder, 'two-plans.csv');
    writeFileSync(file, 'Name,Key,UsagePlanIds\nboth,a-key-that-would-be-in-two,"free,team"\n');
    const message = 'line 2 names several usage plans of the stage "dev" (free, team), expected one';
    expect(await keys('import', file)).toMatchObject({ code: 1, stderr: expect.stringContaining(message) });
    writeFileSync(file, 'Name,Key\nboth,a-key-that-would-be-in-two\n');
    expect(await keys('import', file, '--plan', 'free')).toMatchObject({ code: 0 });
    const moved = await keys('import', file, '--plan', 'team');
    expect(moved).toMatchObject({ code: 1, stderr: expect.stringContaining('which is in the plan "free"') });
    expect(await keys('move', 'both', '--plan', 'free')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^API key \w{10} of both is in plan free already\n$/),
    });
    expect(await keys('sync')).toMatchObject({ code: 0 });
  }, 60_000);

  it('shows a name that would steer the terminal without that, and logs it without its quotes', async () => {
    const file = join(folder, 'steering.csv');
    const key = 'a-key-whose-name-is-no-name';
    writeFileSync(file, `Name,Key\n"x\u001b[2J""y",${key}\n`);
    expect(await keys('import', file, '--plan', 'free')).toMatchObject({ code: 0 });
    const { stdout } = await keys('list');
    expect(stdout).toContain('x\ufffd[2J"y');
    const told = await fetch(`${gateway.url}/_gateway/usage`, { headers: { 'x-api-key': key } });
    expect(await told.json()).toMatchObject({ consumer: 'x\ufffd[2J_y' });
  }, 60_000);

  it.each([
    [['issue', '--plan', 'tea', '--consumer', 'c'], 1, 'has no usage plan "tea", did you mean "team"?'],
    [['show', 'nobody'], 1, 'found no API key of the id or consumer "nobody", expected one'],
    [['rotate', '--overlap', '1h'], 1, 'rotate takes keys, by id or consumer, or --plan'],
    [['rotate', 'acme', '--overlap', '1m'], 1, '--overlap is 60 s, expected at least 5m'],
    [['grant', 'acme', '--extra', 'many'], 2, 'expected a whole number above 0'],
    [['issue', '--plan', 'team', '--consumer', 'c', '--expires', '2001-01-01'], 2, 'expected a time to come'],
    [['issue', '--plan', 'team', '--consumer', 'c', '--expires', '2027-02-29'], 2, 'expected a date such as'],
    [['issue', '--plan', 'team', '--consumer', 'c', '--expires', '2027-01-31T10:00'], 2, 'expected a date such as'],
    [['usage', '--from', '2026-02-31'], 2, 'expected a day such as 2026-11-29'],
    [['import', 'missing.csv'], 1, 'cannot read missing.csv (ENOENT): name a CSV file of keys'],
    [['issue', '--plan', 'team', '--consumer', ' '], 2, 'expected 1 to 256 letters, digits, blanks'],
    [['issue', '--plan', 'team', '--consumer', 'a"b'], 2, 'expected 1 to 256 letters, digits, blanks'],
    [['issue', '--plan', 'team', '--consumer', 'x'.repeat(257)], 2, 'expected 1 to 256 letters, digits, blanks'],
    [['list', '--plan', 'tea'], 1, 'has no usage plan "tea", did you mean "team"?'],
    [['usage', '--from', '2020-01-01', '--to', '2026-11-29'], 1, 'name a shorter time'],
    [['list', '--api', 'other'], 1, 'found 0 gateways called "other", expected one of: '],
    [['list', '--stage', 'prod'], 1, 'has no stage "prod", expected one of: dev; name it with --stage'],
  ])(
    'says in one line what is wrong with %j',
    async (args, code, message) => {
      const run = await keys(...args);
      expect(run).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(message) });
      expect(run.stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
    },
    60_000,
  );

  it('says what to do where nothing answers', async () => {
    const started = performance.now();
    const run = await runCli(['keys', 'list', '--endpoint', 'http://127.0.0.1:1']);
    expect(run.code).toBe(1);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(run.stderr).toMatch(
      /^error AWS_UNREACHABLE: cannot list REST APIs \(ECONNREFUSED\): check --region, --endpoint/,
    );
  }, 60_000);
});
