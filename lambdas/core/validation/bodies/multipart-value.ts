import { isJson, mostSpecific } from '../media-type.ts';
import type { ContentDescription } from '../operation-description.ts';
import { parseStrictJson } from '../parse-strict-json.ts';
import type { Schema } from '../schema.ts';
import { isOnly, scalarValue, type TextReader } from '../text-values.ts';
import { type Part, utf8 } from './parse-multipart.ts';

export interface MultipartValue {
  readonly value: unknown;
  /** What is wrong with a part itself, by its name. */
  readonly faults: readonly (readonly [name: string, detail: string])[];
}

/** The object that the parts mean (OpenAPI 3.1, section 4.8.15.2). */
export function multipartValue(
  parts: readonly Part[],
  { schema, encoding = {} }: ContentDescription,
  reader: TextReader,
): MultipartValue {
  const faults: (readonly [string, string])[] = [];
  const byName = Map.groupBy(parts, ({ name }) => name);
  const entries = [...byName].map(([name, own]) => {
    const allowed = Object.hasOwn(encoding, name) ? encoding[name]?.contentTypes : undefined;
    for (const { type } of own) {
      if (
        type === undefined ||
        allowed === undefined ||
        mostSpecific(
          allowed.map((one) => ({ type: one })),
          type,
        )
      )
        continue;
      faults.push([name, `must be of type ${allowed.join(' or ')}`]);
    }
    const schemas = reader.schemas.property([schema], name);
    const types = reader.schemas.types(schemas);
    const isList = own.length > 1 || isOnly(types, 'array');
    const partSchemas = isList ? reader.schemas.items(schemas) : schemas;
    const values = own.map((part) => {
      const { value, fault } = partValue(part, partSchemas, reader);
      if (fault !== undefined) faults.push([name, fault]);
      return value;
    });
    // One part may hold a whole list as JSON.
    const value = isList && !(values.length === 1 && Array.isArray(values[0])) ? values : values[0];
    return [name, value] as const;
  });
  return { value: Object.fromEntries(entries), faults };
}

function partValue(part: Part, schemas: readonly Schema[], reader: TextReader): { value: unknown; fault?: string } {
  const types = reader.schemas.types(schemas);
  const text = utf8(part.octets) ?? part.octets;
  const isSaidJson = part.type !== undefined && isJson(part.type.essence);
  const isComposed = !part.isFile && part.type === undefined && (isOnly(types, 'object') || isOnly(types, 'array'));
  // A file counts as its octets, whatever its type: that is what `format: binary` and a length mean.
  if (isOnly(types, 'string')) return { value: part.isFile ? part.octets : text };
  if (!isSaidJson && !isComposed) return { value: scalarValue(text, schemas, reader) };
  const parsed = parseStrictJson(text);
  return parsed.kind === 'parsed' ? { value: parsed.value } : { value: text, fault: parsed.detail };
}
