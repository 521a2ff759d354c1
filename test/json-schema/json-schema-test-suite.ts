/**
 * `node test/json-schema/json-schema-test-suite.ts FOLDER`: runs JSON-Schema-Test-Suite (github.com/json-schema-org), draft
 * 2020-12, through the reading of schemas and their checks. Prints what differs and is not among the exceptions.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Run } from '../../lambdas/core/validation/check.ts';
import { schemaCompiler } from '../../lambdas/core/validation/compile-schema.ts';
import { schemaSet } from '../../lib/compiler/schemas/schema-set.ts';
import { EXCEPTIONS } from './exceptions.ts';

interface Group {
  readonly description: string;
  readonly schema: unknown;
  readonly tests: readonly { readonly description: string; readonly data: unknown; readonly valid: boolean }[];
}

const [suite = '.'] = process.argv.slice(2);
const folder = join(suite, 'tests', 'draft2020-12');
const remotes = readRemotes(join(suite, 'remotes'));
const counts = { passed: 0, excepted: 0, failed: 0 };

for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
  if (!file.endsWith('.json')) continue;
  const groups: readonly Group[] = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  for (const group of groups) {
    const isValid = checkOf(group.schema);
    for (const { description, data, valid } of group.tests) {
      const name = `${file}: ${group.description}: ${description}`;
      const verdict = isValid(data);
      if (verdict === valid) counts.passed++;
      else if (EXCEPTIONS.some((exception) => name.startsWith(exception))) counts.excepted++;
      else {
        counts.failed++;
        process.stdout.write(`${name}: ${verdict} instead of ${valid}\n`);
      }
    }
  }
}
process.stdout.write(`${counts.passed} passed, ${counts.excepted} excepted, ${counts.failed} failed\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;

/** The schema stands in a document, as a resource of its own: its references are relative to itself. */
function checkOf(schema: unknown): (value: unknown) => boolean {
  const value = identified('https://test.invalid/schema', schema);
  const set = schemaSet({ root: { schema: value, remotes }, dialect: '3.1' }, 'request', () => undefined);
  const normal = set.read({ value, pointer: '/schema' });
  const check = schemaCompiler((name) => set.definitions.get(name) ?? true)(normal);
  return (data) => check(data, new Run((pattern, text) => new RegExp(pattern, 'u').test(text)), undefined);
}

/** What the suite serves at http://localhost:1234/ is in the document here. */
function readRemotes(remotesFolder: string): readonly unknown[] {
  const files = readdirSync(remotesFolder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.json'),
  );
  return files.sort().flatMap((file) => {
    const url = `http://localhost:1234/${file}`;
    const schema = identified(url, JSON.parse(readFileSync(join(remotesFolder, file), 'utf8')));
    const { $id } = schema as { readonly $id?: string }; // just given
    return $id === url ? [schema] : [schema, { $id: url, $ref: $id }];
  });
}

function identified(uri: string, schema: unknown): unknown {
  return typeof schema === 'object' ? { $id: uri, ...schema } : schema;
}
