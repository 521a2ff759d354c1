import { canonicalJson } from '../canonical-json.ts';
import type { Check } from '../check.ts';
import type { SchemaObject, TypeName } from '../schema.ts';
import { typeOf } from '../type-of.ts';

/** `type`, `const`, `enum`: keywords about values of any type. */
export function valueChecks(schema: SchemaObject): Check[] {
  return [
    ...(schema.type === undefined ? [] : [typeCheck([schema.type].flat())]),
    ...('const' in schema ? [oneOfValues('const', [schema.const])] : []),
    ...(schema.enum === undefined ? [] : [oneOfValues('enum', schema.enum)]),
  ];
}

function typeCheck(types: readonly TypeName[]): Check {
  const allowed = new Set<TypeName>(types);
  const isAnyNumber = allowed.has('number');
  const expected = types.join(' or ');
  return (value, run) => {
    const type = typeOf(value);
    if (allowed.has(type) || (type === 'integer' && isAnyNumber)) return true;
    return run.violate('type', `must be ${expected}, is ${type}`);
  };
}

/** A message quotes no more of the document than this. */
const MAX_QUOTED = 200;

function oneOfValues(keyword: 'const' | 'enum', values: readonly unknown[]): Check {
  const scalars = new Set(values.filter((value) => !isNested(value)));
  const nested = new Set(values.filter(isNested).map(canonicalJson));
  const quoted = values.map((value) => JSON.stringify(value)).join(', ');
  const shown = quoted.length > MAX_QUOTED ? `${quoted.slice(0, MAX_QUOTED)}…` : quoted;
  const detail = values.length === 1 ? `must be ${shown}` : `must be one of ${shown}`;
  return (value, run) => {
    const found = isNested(value) ? nested.size > 0 && nested.has(canonicalJson(value)) : scalars.has(value);
    return found || run.violate(keyword, detail);
  };
}

const isNested = (value: unknown): boolean => typeof value === 'object' && value !== null;
