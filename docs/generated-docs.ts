import { readFileSync } from 'node:fs';
import { type Check, FIXED_CHECKS, VALUE_CHECKS, type ValueCheck } from '../lib/compiler/diff/checks.ts';
import { RULES } from '../lib/compiler/rules/index.ts';
import { rulePage } from '../lib/compiler/rules/rule-page.ts';
import { permissionsPage } from './permissions-page.ts';

/** What is written from the code: path from the package's root → content. `npm run docs` writes it, a test compares it. */
export function generatedDocs(): ReadonlyMap<string, string> {
  return new Map([
    ...RULES.map((rule) => [`docs/rules/${rule.name}.md`, `${rulePage(rule, '../../')}\n`] as const),
    ['README.md', withTables('README.md', { rules: rulesTable() })],
    ['docs/permissions.md', permissionsPage()],
    ['docs/diff.md', withTables('docs/diff.md', { checks: checksTable(), values: valueChecksTable() })],
  ]);
}

function rulesTable(): string {
  const rows = [...RULES]
    .sort((one, other) => one.name.localeCompare(other.name))
    .map(
      ({ name, severities, summary }) =>
        `| [${name}](docs/rules/${name}.md) | ${severities.join(', ')} | ${summary.replace(/\.$/, '').replaceAll('|', '\\|')} |`,
    );
  return ['| rule | severity | says |', '| --- | --- | --- |', ...rows].join('\n');
}

function checksTable(): string {
  const rows = Object.entries<Check>(FIXED_CHECKS).map(
    ([name, { verdict, says }]) => `| \`${name}\` | ${verdict} | ${says} |`,
  );
  return ['| change | judged | means |', '| --- | --- | --- |', ...rows].join('\n');
}

function valueChecksTable(): string {
  const rows = Object.entries<ValueCheck>(VALUE_CHECKS).map(
    ([name, { request, response, says }]) => `| \`${name}\` | ${request} | ${response} | ${says} |`,
  );
  return ['| change | in requests | in responses | means |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** The file as it is, with new tables between the markers of their names. */
function withTables(file: string, tables: Readonly<Record<string, string>>): string {
  const text = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
  return Object.entries(tables).reduce((whole, [name, table]) => {
    const [start, end] = [`<!-- ${name}: written by npm run docs -->\n\n`, `\n\n<!-- /${name} -->`];
    const [before, rest] = whole.split(start);
    const after = rest?.split(end)[1];
    if (before === undefined || after === undefined) throw new Error(`${file} has no markers of ${name}`);
    return before + start + table + end + after;
  }, text);
}
