import type { Schema } from '../../../lambdas/core/validation/schema.ts';
import type { Section, ValidationIndex } from '../../../lambdas/core/validation/validation-index.ts';
import type { ApiModel } from '../api-model.ts';
import { canonicalJson } from '../canonical-json.ts';
import { compare } from '../canonical-order.ts';

/** The files that the router reads descriptions and schemas from, by name; none where nothing is checked. */
export function validationFiles({ operations, schemas }: ApiModel): Readonly<Record<string, string>> {
  const lines: string[] = [];
  let end = 0;
  const add = (value: object | Schema): Section => {
    const line = `${canonicalJson(value)}\n`;
    const start = end;
    end += Buffer.byteLength(line);
    lines.push(line);
    return [start, end - start];
  };
  const sections = <T extends object | Schema>(entries: readonly (readonly [string, T])[]) =>
    Object.fromEntries(entries.map(([name, value]) => [name, add(value)]));
  const described = operations
    .flatMap(({ id, description }) => (description ? [[id, description] as const] : []))
    .sort(([one], [other]) => compare(one, other));
  if (described.length === 0) return {};
  const index: ValidationIndex = {
    operations: sections(described),
    requestDefinitions: sections(Object.entries(schemas.request)),
    responseDefinitions: sections(Object.entries(schemas.response)),
  };
  return { 'validation-index.json': JSON.stringify(index), 'validation.jsonl': lines.join('') };
}
