import Table from 'cli-table3';
import { type Share, type Summary, shareCompiled } from './summarize.ts';

const STYLE = { head: [], border: [] };

/** @param perRule how many refused documents are listed for each rule */
export function printSummary(summary: Summary, perRule: number): string {
  const { rules, faulty, deaths } = summary;
  const lists = rules.map(
    ({ rule, documents }) =>
      `${rule} (${documents.length}):\n${documents
        .slice(0, perRule)
        .map(({ file, message, valid }) => `  ${file}${valid ? '' : ' [invalid]'}: ${message}\n`)
        .join('')}${documents.length > perRule ? `  … ${documents.length - perRule} more\n` : ''}`,
  );
  const faults = faulty.flatMap(({ file, faults: found }) =>
    found.slice(0, 3).map(({ kind, message }) => `FAULT ${kind} ${file}: ${message}\n`),
  );
  const dead = deaths.map(({ file, outcome, faults: found }) => `FAULT ${outcome} ${file}: ${found[0]?.message}\n`);
  return [...lists, shares(summary), numbers(summary), ...dead, ...faults.slice(0, 100)].join('\n');
}

function shares({ accepted, refused, rules }: Summary): string {
  const table = new Table({
    head: [
      'a public validator',
      'documents',
      'compiled',
      'with a bearer token',
      'no operations',
      'refused',
      'share compiled',
    ],
    style: STYLE,
  });
  const row = (name: string, share: Share) =>
    table.push([
      name,
      share.documents,
      share.compiled,
      share.compiledWithBearer,
      share.empty,
      share.refused,
      `${(100 * shareCompiled(share)).toFixed(2)} %`,
    ]);
  row('accepts', accepted);
  row('refuses', refused);
  const byRule = new Table({ head: ['refused by', 'documents', 'of them valid'], style: STYLE });
  for (const { rule, documents } of rules)
    byRule.push([rule, documents.length, documents.filter(({ valid }) => valid).length]);
  return `${table}\n${byRule}\n`;
}

function numbers({ documents, operations, deaths, faulty, time, memory }: Summary): string {
  const table = new Table({ head: ['measure', ''], style: STYLE });
  const round = (milliseconds: number) => `${Math.round(milliseconds * 10) / 10} ms`;
  table.push(
    ['documents', documents],
    ['operations compiled', operations],
    ['crashed, hung or out of memory', deaths.length],
    ['with a fault (open, lost, mismatched, not importable)', faulty.length],
    ['compilation p50, p90, p99', [time.p50, time.p90, time.p99].map(round).join(', ')],
    ['slowest compilation', round(time.max)],
    ['peak memory of a process', `${Math.round(memory / 1e6)} MB`],
  );
  return `${table}\n`;
}
