import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const cwd = temporaryFolder();
const write = (name: string, text: string): void => writeFileSync(join(cwd, name), text);
const GOOD = `openapi: 3.0.3
info: { title: Good, version: 1.0.0 }
servers: [{ url: https://api.example.com }]
paths:
  /pets:
    get:
      responses: { '200': { description: pets } }
`;

describe('gatewright validate', () => {
  it('prints the problems and a summary of each file, and fails for an error', async () => {
    write('good.yaml', GOOD);
    write('bad.yaml', GOOD.replace('get:\n', 'get:\n      x-gateway: { timeuot: 5s }\n'));
    const { code, stdout, stderr } = await runCli(['validate', 'good.yaml', 'bad.yaml'], { cwd });
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/^good\.yaml: no problems$/m);
    expect(stdout).toMatch(/^bad\.yaml:7:\d+ error known-keys: unknown key "timeuot", did you mean "timeout"/m);
    expect(stdout).toMatch(/^bad\.yaml: 1 error$/m);
  });

  it('ends well when all is well', async () => {
    write('good.yaml', GOOD);
    expect(await runCli(['validate', 'good.yaml'], { cwd })).toEqual({
      code: 0,
      stdout: 'good.yaml: no problems\n',
      stderr: '',
    });
  });

  it('takes the quota of resources that the account has', async () => {
    const paths = [1, 2, 3, 4].map(
      (number) => `  /pets/${number}:\n    get: { responses: { '200': { description: pets } } }\n`,
    );
    write('wide.yaml', GOOD + paths.join(''));
    const linesWith = async (quota: string) =>
      (await runCli(['validate', 'wide.yaml', '--resource-quota', quota], { cwd })).stdout;
    expect(await linesWith('3')).toMatch(/ info resource-folded: /);
    expect(await linesWith('30')).toBe('wide.yaml: no problems\n');
  });

  it('takes a backend for documents whose servers are relative', async () => {
    write('relative.yaml', GOOD.replace('https://api.example.com', '/v1'));
    expect((await runCli(['validate', 'relative.yaml'], { cwd })).code).toBe(1);
    const named = await runCli(['validate', 'relative.yaml', '--backend', 'http://127.0.0.1:8080'], { cwd });
    expect(named).toEqual({ code: 0, stdout: 'relative.yaml: no problems\n', stderr: '' });
  });

  it.each([
    ['error', 'error', 0],
    ['error', 'warning', 1],
    ['warning', 'warning', 0],
    ['warning', 'info', 1],
  ])('of a document with an %s exits, with --max-severity %s, %d', async (severity, most, expected) => {
    const path = severity === 'error' ? '/p{ets' : '/ping';
    const stdin = GOOD.replace('/pets', path);
    const { code, stdout } = await runCli(['validate', '-', '--max-severity', most], { cwd, stdin });
    expect(code).toBe(expected);
    expect(stdout).toMatch(new RegExp(`^stdin:5:3 ${severity} `));
  });

  it('prints what machines read, and nothing else, on stdout', async () => {
    const { code, stdout } = await runCli(['validate', 'missing.yaml', '-', '--format', 'json'], { cwd, stdin: GOOD });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      documents: [{ error: { code: 'DOCUMENT_NOT_FOUND' } }, { problems: [] }],
    });
  });

  it('refuses, in one line each, a missing file, a folder, broken YAML and what is no OpenAPI document', async () => {
    write('broken.yaml', 'openapi: 3.0.3\ninfo: { title: x\npaths: {}\n');
    write('other.json', '{ "name": "not-openapi" }');
    const { code, stdout, stderr } = await runCli(['validate', 'missing.yaml', '.', 'broken.yaml', 'other.json'], {
      cwd,
    });
    expect(code).toBe(1);
    expect(stderr).toBe(
      'error DOCUMENT_NOT_FOUND: no such file: missing.yaml, name an OpenAPI document in YAML or JSON\n' +
        'error DOCUMENT_UNREADABLE: cannot read .: it is a folder, name the document in it\n',
    );
    expect(stdout).toMatch(/^broken\.yaml:\d+:\d+ error document-syntax: invalid YAML: .+\nbroken\.yaml: 1 error$/m);
    expect(stdout).toMatch(/^other\.json:1:\d+ error \S+: .*openapi.*\nother\.json: 1 error$/m);
  });
});
