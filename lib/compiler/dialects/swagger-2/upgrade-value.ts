import { isObject, member } from '../../plain-object.ts';
import type { Upgrading } from './upgrading.ts';
import { childrenOf, objectOf, type Written } from './written.ts';

/** Keys of a parameter, header or item that say what its values are: in OpenAPI 3 those of a schema. */
const SCHEMA_KEYS = new Set([
  ...['type', 'format', 'items', 'default', 'enum', 'multipleOf', 'pattern', 'uniqueItems', 'example', 'x-nullable'],
  ...['maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum', 'maxLength', 'minLength', 'maxItems', 'minItems'],
]);

/** How a list is written in one text; what OpenAPI 3 has no style for stays that text. */
export interface Serialization {
  readonly style: string;
  readonly explode: boolean;
}

type Place = 'query' | 'header' | 'path' | 'urlencoded' | 'multipart';

const FORM: Readonly<Record<string, Serialization>> = {
  csv: { style: 'form', explode: false },
  ssv: { style: 'spaceDelimited', explode: false },
  pipes: { style: 'pipeDelimited', explode: false },
  multi: { style: 'form', explode: true },
};

const SIMPLE: Readonly<Record<string, Serialization>> = { csv: { style: 'simple', explode: false } };

const STYLES: Readonly<Record<Place, Readonly<Record<string, Serialization>>>> = {
  query: FORM,
  urlencoded: FORM,
  header: SIMPLE,
  path: SIMPLE,
  // Each item is a part of its own; anything else is one text.
  multipart: { multi: { style: 'form', explode: true } },
};

export interface UpgradedValue {
  readonly schema: Written;
  /** `undefined`: not a list, or a text that is read as it is. */
  readonly serialization: Serialization | undefined;
  /** Members that are not about the values. */
  readonly others: readonly (readonly [string, Written])[];
}

/** A parameter or header with its type beside its name, as one with a schema. */
export function upgradeValue(written: Written, place: Place, upgrading: Upgrading): UpgradedValue {
  const members = childrenOf(written);
  const others = members.filter(([key]) => !SCHEMA_KEYS.has(key) && key !== 'collectionFormat');
  const schema = objectOf(
    written.origin,
    members.filter(([key]) => SCHEMA_KEYS.has(key)),
  );
  if (member(written.value, 'type') !== 'array')
    return { schema: upgrading.schema(schema), serialization: undefined, others };
  const format = String(member(written.value, 'collectionFormat') ?? 'csv');
  const styles = STYLES[place];
  const serialization = Object.hasOwn(styles, format) ? styles[format] : undefined;
  if (serialization !== undefined && !isNested(written, upgrading))
    return { schema: upgrading.schema(schema), serialization, others };
  if (serialization === undefined) {
    const message = `OpenAPI 3 has no style for collectionFormat: ${format} here, the list is passed on as the text it is and not checked`;
    upgrading.report('swagger-reading', 'info', written.origin, message);
  }
  const text = objectOf(written.origin, [['type', { value: 'string', origin: written.origin }]]);
  return { schema: text, serialization: undefined, others };
}

/** A list of lists, each level with a separator of its own. */
function isNested({ value, origin }: Written, { report }: Upgrading): boolean {
  const items = member(value, 'items');
  if (!isObject(items) || member(items, 'type') !== 'array') return false;
  report(
    'swagger-reading',
    'info',
    origin,
    'OpenAPI 3 has no lists in lists here, the value is passed on as the text it is and not checked',
  );
  return true;
}
