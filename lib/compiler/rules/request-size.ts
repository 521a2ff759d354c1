import { error } from '../finding.ts';
import type { ReadOperation } from '../reading.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

/** Characters of a URL (the path has a bound of its own), and bytes of all header fields with their separators: both the same at a Regional endpoint. */
const LIMIT = 10_240;

export const requestSize: Rule<'request-size'> = {
  name: 'request-size',
  severities: ['error'],
  summary: `What an operation requires must fit into a URL and header fields of ${LIMIT} bytes each.`,
  why: 'API Gateway refuses longer ones, so the shortest request that has all required parameters could never be sent.',
  sources: [SOURCES.quotas],
  fix: 'Move parameters into the body, shorten their names, or do not require them.',
  bad: {
    yaml: `
      paths:
        /pets:
          get: # <-- here
            parameters:
              - { name: long, in: query, required: true, schema: { type: string } } # … and thousands of characters more
    `,
    expand: (text) => text.replace('name: long', `name: ${'long'.repeat(LIMIT / 4)}`),
  },
  good: {
    yaml: `
      paths:
        /pets:
          get:
            parameters:
              - { name: page, in: query, required: true, schema: { type: string } }
    `,
  },
  check: ({ operations }, report) => {
    for (const operation of operations) {
      const url = bytesOf(operation, 'query', 2);
      const fields = bytesOf(operation, 'header', 4);
      const [found, what] = url > LIMIT ? [url, 'URL'] : [fields, 'header fields'];
      if (found <= LIMIT) continue;
      const message = `the required parameters of "${operation.id}" need ${what} of at least ${found} bytes, API Gateway takes ${LIMIT}, shorten their names or do not require them`;
      report(error('request-size', operation.pointer, message));
    }
  },
};

/** Names of the required parameters in one place, each with a separator and the like: their values may be short. */
function bytesOf({ parameters }: ReadOperation, place: 'query' | 'header', around: number): number {
  const needed = parameters.filter((parameter) => parameter.in === place && parameter.required);
  return needed.reduce((sum, { name }) => sum + Buffer.byteLength(name) + around, 0);
}
