import type { Example } from './rule.ts';
import { unindented } from './unindented.ts';

const HEAD = `openapi: 3.0.3
info: { title: Example, version: 1.0.0 }
servers: [{ url: https://api.example.com }]
`;

const OVERLAY_HEAD = `overlay: 1.0.0
info: { title: Example, version: 1.0.0 }
`;

/** As a page shows it. */
export const exampleText = ({ yaml = PETS }: Example): string => unindented(yaml);

const PETS = `
  paths:
    /pets:
      get: {}
`;

/** What stands at the end of a line that a rule complains of. */
export const MARK = '# <-- here';

/** The whole document that an example stands for. */
export function exampleDocument(example: Example): string {
  const { expand = (text) => text } = example;
  const text = expand(exampleText(example));
  return /^(openapi|swagger):/m.test(text) ? text : HEAD + text;
}

/** The whole overlay that is applied to an example, if one is. */
export function exampleOverlay({ overlay }: Example): string | undefined {
  return overlay === undefined ? undefined : OVERLAY_HEAD + unindented(overlay);
}
