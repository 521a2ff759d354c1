/**
 * `npm run templates [-- NAME…]`: the templates of the example and of the fifteen public documents under cdk-nag (AwsSolutions
 * and Serverless) and held against AWS's quotas. Prints how near each comes; exit 1 if one is over, or something is found.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { App } from 'aws-cdk-lib/core';
import { type ApiModel, compile, readDocument } from '../../lib/compiler/index.ts';
import { gatewayStack } from '../../lib/constructs/gateway-stack.ts';
import { readText } from '../corpus/read-text.ts';
import { compileAsFarAsNeeded } from '../real-documents/compile-as-far-as-needed.ts';
import { nagFindings } from '../support/nag-findings.ts';
import { LIMITS } from './limits.ts';

const root = join(import.meta.dirname, '../..');
const DATA = join(root, 'test/data/openapi');

const files = new Map((await readdir(DATA)).sort().map((file) => [basename(file, '.json.gz'), file]));
const wanted = process.argv.length > 2 ? process.argv.slice(2) : ['example', ...files.keys()];
const folder = await mkdtemp(join(tmpdir(), 'gatewright-templates-'));
const largest = new Map(LIMITS.map(({ name }) => [name, { value: 0, of: '' }]));
const wrong: string[] = [];
try {
  for (const name of wanted) {
    const found = await check(name);
    process.stdout.write(`${name}: ${found.length === 0 ? 'nothing found' : found.join(', ')}\n`);
    wrong.push(...found);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
for (const { name, most } of LIMITS) {
  const { value, of } = largest.get(name) ?? { value: 0, of: '' };
  process.stdout.write(`${name}: at most ${value}${of && ` (${of})`} of ${most}\n`);
}
process.exitCode = wrong.length === 0 ? 0 : 1;

async function check(name: string): Promise<readonly string[]> {
  const app = new App({ outdir: join(folder, name), builtinCloudFormationValidation: false, treeMetadata: false });
  const stack = gatewayStack(app, { model: modelOf(name), stageName: 'prod', apiGatewayLogRole: 'create' });
  const findings = nagFindings(app);
  const text = await readFile(join(folder, name, `${stack.stackName}.template.json`), 'utf8');
  const template = { text, root: JSON.parse(text) };
  const over = LIMITS.flatMap(({ name: limit, of, most }) => {
    const value = of(template);
    if (value > (largest.get(limit)?.value ?? 0)) largest.set(limit, { value, of: name });
    return value > most ? [`${limit}: ${value}, at most ${most}`] : [];
  });
  return [...findings, ...over];
}

function modelOf(name: string): ApiModel {
  const file = files.get(name);
  const { model } =
    file === undefined
      ? compile(readDocument(join(root, 'openapi/gateway.yaml')))
      : compileAsFarAsNeeded(file, readText(join(DATA, file)), 'https://target.example.com');
  if (model === undefined) throw new Error(`${name} does not compile`);
  return model;
}
