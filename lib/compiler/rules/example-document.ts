import type { Example } from './rule.ts';
import { unindented } from './unindented.ts';

const HEAD = `openapi: 3.0.3
info: { title: Example, version: 1.0.0 }
servers: [{ url: https://api.example.com }]
`;

/** What stands at the end of a line that a rule complains of. */
export const MARK = '# <-- here';

/** The whole document that an example stands for. */
export function exampleDocument({ yaml, expand = (text) => text }: Example): string {
  const text = expand(unindented(yaml));
  return text.includes('openapi:') ? text : HEAD + text;
}
