import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const cwd = temporaryFolder();
const elsewhere = temporaryFolder();
const git = (...args: readonly string[]) =>
  execFileSync('git', ['-C', cwd, '-c', 'user.email=a@example.com', '-c', 'user.name=A', ...args], { stdio: 'pipe' });
const write = (name: string, text: string): void => writeFileSync(join(cwd, name), text);

const DOCUMENT = `openapi: 3.0.3
info: { title: Pets, version: 1.0.0 }
servers: [{ url: https://api.example.com }]
paths:
  /pets:
    get:
      parameters:
        - { in: query, name: limit, schema: { type: integer } }
  /dogs:
    $ref: dogs.yaml
`;

const changed = DOCUMENT.replace('type: integer', 'type: integer, maximum: 9');

beforeAll(() => {
  git('init', '--quiet');
  mkdirSync(join(cwd, 'api'));
  write('api/pets.yaml', DOCUMENT);
  write('api/dogs.yaml', 'get: {}\n');
  git('add', '.');
  git('commit', '--quiet', '--message', 'first');
  git('tag', 'v1');
  write('api/dogs.yaml', 'get: {}\nput: {}\n');
});

describe('gatewright diff', () => {
  it('compares with HEAD, files that are referred to as well', async () => {
    write('api/pets.yaml', DOCUMENT);
    expect(await runCli(['diff', 'api/pets.yaml'], { cwd })).toEqual({
      code: 0,
      stdout:
        'api/dogs.yaml:2:1 compatible operation-added: new (PUT /dogs)\n' +
        'deploy gateway document: a new Deployment of the stage\n' +
        'deploy router: a new version, with another configuration\n' +
        'api/pets.yaml compared with HEAD: 1 compatible; a deploy changes what is above\n',
      stderr: '',
    });
  });

  it.each([
    [[], 1],
    [['--allow-unclear'], 1],
    [['--allow-breaking'], 0],
  ])('fails for what breaks, with %j: %d', async (options, expected) => {
    write('api/pets.yaml', changed);
    const { code, stdout } = await runCli(['diff', 'pets.yaml', '--base', 'v1', ...options], { cwd: join(cwd, 'api') });
    expect(code).toBe(expected);
    expect(stdout).toContain(
      'pets.yaml:8:37 breaking range-narrowed: query parameter "limit": maximum none became 9 (GET /pets)\n',
    );
  });

  it('fails for what is unclear, unless that is allowed', async () => {
    write('old.yaml', changed.replace('maximum: 9', 'pattern: a').replace('$ref: dogs.yaml', 'get: {}'));
    write('new.yaml', changed.replace('maximum: 9', 'pattern: b').replace('$ref: dogs.yaml', 'get: {}'));
    expect((await runCli(['diff', 'new.yaml', '--base', 'old.yaml'], { cwd })).code).toBe(1);
    expect((await runCli(['diff', 'new.yaml', '--base', 'old.yaml', '--allow-unclear'], { cwd })).code).toBe(0);
  });

  it('says where what is gone was', async () => {
    write(
      'api/pets.yaml',
      DOCUMENT.replace(
        'get:\n      parameters:\n        - { in: query, name: limit, schema: { type: integer } }',
        'put: {}',
      ),
    );
    const { stdout } = await runCli(['diff', 'api/pets.yaml'], { cwd });
    expect(stdout).toMatch(/^HEAD:api\/pets\.yaml:6:5 breaking operation-removed: removed \(GET \/pets\)$/m);
  });

  it('prints JSON and Markdown', async () => {
    write('api/pets.yaml', changed);
    const json = JSON.parse((await runCli(['diff', 'api/pets.yaml', '--format', 'json'], { cwd })).stdout);
    expect(json).toMatchObject({ version: 1, document: 'api/pets.yaml', base: 'HEAD', deployment: expect.any(Array) });
    expect(json.changes[0]).toEqual({
      check: 'range-narrowed',
      verdict: 'breaking',
      message: 'query parameter "limit": maximum none became 9',
      operations: ['GET /pets'],
      side: 'next',
      pointer: '/paths/~1pets/get/parameters/0/schema',
      file: 'api/pets.yaml',
      line: 8,
      column: 37,
    });
    const { stdout } = await runCli(['diff', 'api/pets.yaml', '--format', 'markdown'], { cwd });
    expect(stdout).toMatch(/^### `api\/pets\.yaml`: 1 breaking, 1 compatible$/m);
    expect(stdout).toMatch(/^- query parameter "limit": maximum none became 9 · GET \/pets · `range-narrowed`/m);
    expect(stdout).toMatch(/<details><summary>1 compatible<\/summary>/);
  });

  it('applies overlays to both versions, as each has them', async () => {
    const overlay = (timeout: string) =>
      `overlay: 1.0.0\ninfo: { title: o, version: '1' }\nactions: [{ target: $, update: { x-gateway: { timeout: ${timeout} } } }]\n`;
    write('api/pets.yaml', DOCUMENT);
    write('api/prod.yaml', overlay('5s'));
    git('add', '.');
    git('commit', '--quiet', '--message', 'overlay');
    write('api/prod.yaml', overlay('4s'));
    const options = ['--overlay', 'api/prod.yaml'];
    const { stdout } = await runCli(['diff', 'api/pets.yaml', ...options], { cwd });
    expect(stdout).toContain('breaking timeout-lowered: timeout 5s became 4s');
    const old = await runCli(['diff', 'api/pets.yaml', '--base', 'v1', ...options], { cwd });
    expect(old.stdout).toContain('breaking timeout-lowered: timeout 28s became 4s');
    expect(old.stderr).toBe('there is no api/prod.yaml at v1, the base is read without it\n');
  });

  it('takes an issuer for token schemes that name none', async () => {
    const secured = `${DOCUMENT.replace('$ref: dogs.yaml', 'get: {}')}security: [{ token: [] }]\ncomponents: { securitySchemes: { token: { type: http, scheme: bearer } } }\n`;
    write('secured.yaml', secured);
    expect((await runCli(['diff', 'secured.yaml', '--base', 'secured.yaml'], { cwd })).code).toBe(1);
    const options = ['--base', 'secured.yaml', '--issuer', 'https://id.example.com'];
    expect(await runCli(['diff', 'secured.yaml', ...options], { cwd })).toMatchObject({ code: 0, stderr: '' });
    expect((await runCli(['validate', 'secured.yaml', '--issuer', 'https://id.example.com'], { cwd })).code).toBe(0);
    expect((await runCli(['validate', 'secured.yaml', '--issuer', 'nobody'], { cwd })).code).toBe(2);
  });

  it('stops at the errors of the new version', async () => {
    write('api/pets.yaml', DOCUMENT.replace('/pets', '/p{ets'));
    const { code, stdout, stderr } = await runCli(['diff', 'api/pets.yaml'], { cwd });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^api\/pets\.yaml:5:3 error path-template: .*\napi\/pets\.yaml has errors: /);
  });

  it.each([
    [['--base', 'nowhere'], /^error BASE_NOT_FOUND: git knows no commit "nowhere"/],
    [['--base', 'HEAD:elsewhere.yaml'], /^error BASE_NOT_FOUND: there is no .*elsewhere\.yaml at HEAD/],
  ])('refuses %j', async (options, message) => {
    write('api/pets.yaml', DOCUMENT);
    const { code, stderr } = await runCli(['diff', 'api/pets.yaml', ...options], { cwd });
    expect(code).not.toBe(0);
    expect(stderr).toMatch(message);
  });

  it('takes REF:PATH for a document that was called otherwise', async () => {
    write('api/animals.yaml', readFileSync(join(cwd, 'api/pets.yaml'), 'utf8'));
    const { code, stdout } = await runCli(['diff', 'api/animals.yaml', '--base', 'v1:api/pets.yaml'], { cwd });
    expect({ code, last: stdout.trim().split('\n').at(-1) }).toMatchObject({
      code: 0,
      last: expect.stringMatching(/^api\/animals\.yaml compared with v1:api\/pets\.yaml: 1 compatible/),
    });
  });

  it('says that a folder is no repository', async () => {
    writeFileSync(join(elsewhere, 'a.yaml'), changed.replace('$ref: dogs.yaml', 'get: {}'));
    const { code, stderr } = await runCli(['diff', 'a.yaml'], { cwd: elsewhere });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^error GIT_UNAVAILABLE: .* is not in a git repository/),
    });
  });
});
