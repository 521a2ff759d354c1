import { readFileSync } from 'node:fs';
import { RULES } from '../lib/compiler/rules/index.ts';
import { rulePage } from '../lib/compiler/rules/rule-page.ts';

/** What is written from the code: path from the package's root → content. `npm run docs` writes it, a test compares it. */
export function generatedDocs(): ReadonlyMap<string, string> {
  return new Map([
    ...RULES.map((rule) => [`docs/rules/${rule.name}.md`, `${rulePage(rule, '../../')}\n`] as const),
    ['README.md', withTable('README.md', 'rules', rulesTable())],
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

/** The file as it is, with a new table between the markers of that name. */
function withTable(file: string, name: string, table: string): string {
  const text = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
  const [start, end] = [`<!-- ${name}: written by npm run docs -->\n\n`, `\n\n<!-- /${name} -->`];
  const [before, rest] = text.split(start);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`${file} has no markers ${start.trim()} … ${end.trim()}`);
  return before + start + table + end + after;
}
