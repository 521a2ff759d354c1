import { stringify } from 'csv-stringify/sync';
import { printResult } from '../output.ts';
import { plainTable } from '../plain-table.ts';
import type { Format } from './keys-options.ts';

export interface Column<Row> {
  readonly name: string;
  readonly of: (row: Row) => string | number | undefined;
}

/** A table when all rows are there; JSON, an object a line, and CSV as they come, so that thousands of them stream. */
export async function printList<Row>(
  rows: AsyncIterable<Row>,
  columns: readonly Column<Row>[],
  format: Format,
): Promise<number> {
  let count = 0;
  const print = printer(columns, format);
  for await (const row of rows) {
    count += 1;
    print.row(row);
  }
  print.end();
  return count;
}

interface Printer<Row> {
  row(row: Row): void;
  end(): void;
}

function printer<Row>(columns: readonly Column<Row>[], format: Format): Printer<Row> {
  const names = columns.map(({ name }) => name);
  if (format === 'json') {
    return {
      row: (row) => printResult(JSON.stringify(Object.fromEntries(columns.map(({ name, of }) => [name, of(row)])))),
      end: () => undefined,
    };
  }
  if (format === 'csv') {
    printResult(names.join(','));
    return {
      row: (row) => printResult(stringify([columns.map(({ of }) => of(row))]).trimEnd()),
      end: () => undefined,
    };
  }
  const table: (string | number)[][] = [];
  return {
    row: (row) => void table.push(columns.map(({ of }) => of(row) ?? '-')),
    end: () => printResult(plainTable(names, table)),
  };
}
