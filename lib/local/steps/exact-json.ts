/** JSON whose whole numbers stay as they were written: of an id over 2^53 a `number` loses the last digits, Java's do not. */
type Reviver = (this: unknown, name: string, value: unknown) => unknown;

export const readExactJson = (text: string): unknown => JSON.parse(text, keepWhole as Reviver); // the text of a value came after TypeScript's types

export const writeExactJson = (value: unknown): string | undefined => JSON.stringify(value, asWritten);

function keepWhole(_: string, value: unknown, { source = '' }: { readonly source?: string }): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? BigInt(source) : value;
}

const asWritten = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? rawJson(String(value)) : value);

const { rawJSON: rawJson } = JSON as typeof JSON & { rawJSON(text: string): unknown }; // Node has it, TypeScript's types do not
