import type { Check } from '../check.ts';
import type { Compilation } from '../compile-schema.ts';
import type { SchemaObject } from '../schema.ts';

/** `unevaluatedProperties` and `unevaluatedItems`: come after all others, whose work they look at. */
export function unevaluatedChecks(schema: SchemaObject, { compile }: Compilation): Check[] {
  const { unevaluatedProperties, unevaluatedItems } = schema;
  return [
    ...(unevaluatedProperties === undefined ? [] : [propertiesCheck(compile(unevaluatedProperties))]),
    ...(unevaluatedItems === undefined ? [] : [itemsCheck(compile(unevaluatedItems))]),
  ];
}

const propertiesCheck =
  (check: Check): Check =>
  (value, run, seen) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || seen === undefined) return true;
    const left = seen.allProperties ? [] : Object.entries(value).filter(([name]) => !seen.properties.has(name));
    seen.allProperties = true;
    let valid = true;
    for (const [name, child] of left) {
      valid = run.below(name, false, child, check) && valid;
      if (!valid && run.isDone) return false;
    }
    return valid;
  };

const itemsCheck =
  (check: Check): Check =>
  (value, run, seen) => {
    if (!Array.isArray(value) || seen === undefined) return true;
    const from = seen.itemsBefore;
    seen.itemsBefore = value.length;
    let valid = true;
    for (let index = from; index < value.length; index++) {
      valid = (seen.items.has(index) || run.below(index, true, value[index], check)) && valid;
      if (!valid && run.isDone) return false;
    }
    return valid;
  };
