/**
 * `npm run cfn-lint`: the templates of the example and of the fifteen public documents through AWS's own linter, which is
 * installed on demand into `.bench/`. Exit 1 on an error or a warning, 77 where there is no Python to run it.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { compile, readDocument } from '../../lib/compiler/index.ts';
import { synthesize } from '../../lib/constructs/synthesize.ts';
import { readText } from '../corpus/read-text.ts';
import { compileAsFarAsNeeded } from '../real-documents/compile-as-far-as-needed.ts';
import { installFromPyPi } from '../support/install-from-pypi.ts';
import { lintTemplates } from './lint-templates.ts';

const root = join(import.meta.dirname, '../..');
const DATA = join(root, 'test/data/openapi');

const installed = await installFromPyPi({ name: 'cfn-lint', version: '1.58.0', megabytes: 180 });
if (installed.kind === 'missing') {
  process.stderr.write(`cfn-lint: not run, ${installed.why}\n`);
  process.exit(77);
}
const folder = await mkdtemp(join(tmpdir(), 'gatewright-cfn-lint-'));
try {
  const names = (await readdir(DATA)).sort();
  const templates = [synthesizeExample(), ...names.map(synthesizeDocument)];
  const output = await lintTemplates(installed.command, templates);
  const { length } = templates;
  process.stdout.write(output === '' ? `cfn-lint: ${length} templates, nothing found\n` : output);
  process.exitCode = output === '' ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

function synthesizeExample(): string {
  return templateOf(compile(readDocument(join(root, 'openapi/gateway.yaml'))).model, 'example');
}

function synthesizeDocument(file: string): string {
  const compiled = compileAsFarAsNeeded(file, readText(join(DATA, file)), 'https://target.example.com');
  return templateOf(compiled.model, basename(file, '.json.gz'));
}

function templateOf(model: ReturnType<typeof compile>['model'], name: string): string {
  if (model === undefined) throw new Error(`${name} does not compile`);
  const assembly = synthesize({ model, outdir: join(folder, name), stageName: 'prod' });
  return join(assembly, 'Gatewright-prod.template.json');
}
