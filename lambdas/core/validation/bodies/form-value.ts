import type { ContentDescription, EncodingDescription } from '../operation-description.ts';
import { bracketTree, isBracketed, treeValue } from '../parameters/bracket-tree.ts';
import { type Pair, splitText } from '../parameters/split-text.ts';
import type { Schema } from '../schema.ts';
import { bestOf, listValue, pairsValue, type TextReader, textsValue } from '../text-values.ts';

/** The object that the fields of a form mean (OpenAPI 3.1, section 4.8.15.1). */
export function formValue(
  fields: readonly Pair[],
  { schema, encoding = {} }: ContentDescription,
  reader: TextReader,
): unknown {
  const properties = [...reader.schemas.names([schema])];
  const described = properties.flatMap((name): (readonly [string, unknown])[] => {
    const own = Object.hasOwn(encoding, name) ? encoding[name] : undefined;
    const value = propertyValue(name, fields, { own, schemas: reader.schemas.property([schema], name), reader });
    return value === undefined ? [] : [[name, value]];
  });
  const known = new Set(properties);
  const isClaimed = (field: string) => known.has(field) || described.some(([name]) => isBracketed(name, field));
  const others = pairsValue(
    fields.filter(([field]) => !isClaimed(field)),
    [schema],
    reader,
  );
  return { ...(others as object), ...Object.fromEntries(described) }; // an object: pairsValue
}

interface Property {
  readonly own: EncodingDescription | undefined;
  readonly schemas: readonly Schema[];
  readonly reader: TextReader;
}

function propertyValue(name: string, fields: readonly Pair[], { own, schemas, reader }: Property): unknown {
  const texts = fields.filter(([field]) => field === name).map(([, text]) => text);
  const types = reader.schemas.types(schemas);
  const mayBeObject =
    types.has('object') || (types.has('array') && reader.schemas.types(reader.schemas.items(schemas)).has('object'));
  if (own?.style === 'deepObject' || (mayBeObject && texts.length === 0)) {
    const tree = bracketTree(name, fields);
    return tree && treeValue(tree, schemas, reader);
  }
  if (texts.length === 0) return undefined;
  return own?.explode === false ? splitValue(texts, own, { schemas, reader }) : textsValue(texts, schemas, reader);
}

function splitValue(
  texts: readonly string[],
  own: EncodingDescription,
  { schemas, reader }: Omit<Property, 'own'>,
): unknown {
  const split = splitText(texts.join(','), { name: '', style: own.style ?? 'form', explode: false });
  const types = reader.schemas.types(schemas);
  return bestOf(
    [
      ...(types.has('array') ? [listValue(split?.list ?? [], schemas, reader)] : []),
      ...(types.has('object') ? [pairsValue(split?.pairs ?? [], schemas, reader)] : []),
      textsValue(texts, schemas, reader),
    ],
    schemas,
    reader,
  );
}
