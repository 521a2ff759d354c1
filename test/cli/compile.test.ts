import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { runCli } from '../support/run-cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const cwd = temporaryFolder();
const example = fileURLToPath(new URL('../../openapi/gateway.yaml', import.meta.url));
const read = (name: string) => JSON.parse(readFileSync(join(cwd, 'out', name), 'utf8'));

describe('gatewright compile', () => {
  it('writes what the document becomes, and takes away what a broken one does not become', async () => {
    const good = await runCli(['compile', example, '--out', 'out'], { cwd });
    expect({ code: good.code, stdout: good.stdout.split('\n').toSorted() }).toEqual({
      code: 0,
      stdout: [
        '',
        'out/authorizer-config.json',
        'out/gateway-document.json',
        'out/openapi.json',
        'out/problems.json',
        'out/router-config.json',
        'out/validation-index.json',
        'out/validation.jsonl',
      ],
    });
    const { operations } = read('validation-index.json');
    const [start, length] = operations.searchTemplates;
    const description = readFileSync(join(cwd, 'out/validation.jsonl')).subarray(start, start + length);
    expect(JSON.parse(description.toString())).toMatchObject({ parameters: [{ name: 'q' }] });
    expect(read('gateway-document.json').paths['/status'].get['x-amazon-apigateway-integration'].uri).toBe(
      'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${RouterVersionArn}/invocations',
    );
    expect(Object.keys(read('router-config.json').backends)).toEqual(['accounts', 'catalogue', 'planner']);
    expect(read('authorizer-config.json').schemes.session.issuers[0].issuer).toBe('https://id.example.com');
    expect(read('problems.json')).toMatchObject([{ rule: 'resource-loosened', severity: 'info' }]);

    expect(read('openapi.json')).toMatchObject({
      openapi: '3.0.3',
      servers: [{ url: '/' }],
      info: { title: 'Blueprints' },
    });
    expect(JSON.stringify(read('openapi.json'))).not.toContain('x-gateway');

    writeFileSync(
      join(cwd, 'broken.yaml'),
      readFileSync(example, 'utf8').replace('backend: planner', 'backend: plannr'),
    );
    const broken = await runCli(['compile', 'broken.yaml', '--out', 'out'], { cwd });
    expect({ code: broken.code, stdout: broken.stdout }).toEqual({ code: 1, stdout: 'out/problems.json\n' });
    expect(broken.stderr).toMatch(/^broken\.yaml:\d+:\d+ error .*planner.*\n/);
    expect(readdirSync(join(cwd, 'out'))).toEqual(['problems.json']);
  }, 30_000);

  it.each(['taken', 'taken/below', '/dev/null/below'])('refuses %s, which it cannot write to', async (out) => {
    writeFileSync(join(cwd, 'taken'), '');
    const { code, stdout, stderr } = await runCli(['compile', example, '--out', out], { cwd });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(`error OUTPUT_UNWRITABLE: cannot write to ${out} (`);
    expect(stderr).toMatch(/\): name a folder you may write to\n$/);
  });
});
