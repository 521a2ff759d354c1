import type { Check, Evaluated, Run } from '../check.ts';
import type { Compilation } from '../compile-schema.ts';
import { plural } from '../plural.ts';
import type { SchemaObject } from '../schema.ts';
import { propertiesCheck } from './properties-check.ts';

type ObjectValue = Readonly<Record<string, unknown>>;

export type ObjectCheck = (value: ObjectValue, run: Run, seen: Evaluated | undefined) => boolean;

/** Keywords about objects; a check is given nothing else. */
export function objectChecks(schema: SchemaObject, compilation: Compilation): Check[] {
  const { minProperties = 0, maxProperties } = schema;
  const checks: (ObjectCheck | undefined)[] = [
    schema.required === undefined ? undefined : requiredCheck(schema.required),
    minProperties > 0
      ? countCheck('minProperties', (count) => count >= minProperties, `at least ${properties(minProperties)}`)
      : undefined,
    maxProperties === undefined
      ? undefined
      : countCheck('maxProperties', (count) => count <= maxProperties, `at most ${properties(maxProperties)}`),
    propertiesCheck(schema, compilation),
    namesCheck(schema, compilation),
    dependentRequiredCheck(schema),
    dependentSchemasCheck(schema, compilation),
  ];
  return checks.filter((check) => check !== undefined) as Check[]; // only objects are given to them
}

const properties = (count: number): string => plural(count, 'property', 'properties');

function requiredCheck(names: readonly string[]): ObjectCheck {
  return (value, run) => {
    let valid = true;
    for (const name of names) {
      if (Object.hasOwn(value, name)) continue;
      valid = run.violate('required', `must have the property ${JSON.stringify(name)}`);
      if (!run.collecting) return false;
    }
    return valid;
  };
}

const countCheck =
  (keyword: string, isRight: (count: number) => boolean, expected: string): ObjectCheck =>
  (value, run) => {
    const { length } = Object.keys(value);
    return isRight(length) || run.violate(keyword, `must have ${expected}, has ${length}`);
  };

function namesCheck({ propertyNames }: SchemaObject, { compile }: Compilation): ObjectCheck | undefined {
  if (propertyNames === undefined) return undefined;
  const check = compile(propertyNames);
  return (value, run) => {
    let valid = true;
    for (const name of Object.keys(value)) {
      if (run.silently(() => check(name, run, undefined))) continue;
      valid = run.violateAt(name, 'propertyNames', 'has a name that is not allowed');
      if (run.isDone) return false;
    }
    return valid;
  };
}

function dependentRequiredCheck({ dependentRequired }: SchemaObject): ObjectCheck | undefined {
  if (dependentRequired === undefined) return undefined;
  const dependencies = Object.entries(dependentRequired);
  return (value, run) => {
    let valid = true;
    for (const [name, needed] of dependencies) {
      const missing = Object.hasOwn(value, name) ? needed.find((other) => !Object.hasOwn(value, other)) : undefined;
      if (missing === undefined) continue;
      const detail = `must have the property ${JSON.stringify(missing)}, because it has ${JSON.stringify(name)}`;
      valid = run.violate('dependentRequired', detail);
    }
    return valid;
  };
}

function dependentSchemasCheck({ dependentSchemas }: SchemaObject, { compile }: Compilation): ObjectCheck | undefined {
  if (dependentSchemas === undefined) return undefined;
  const checks = Object.entries(dependentSchemas).map(([name, schema]) => [name, compile(schema)] as const);
  return (value, run, seen) => {
    let valid = true;
    for (const [name, check] of checks) if (Object.hasOwn(value, name) && !check(value, run, seen)) valid = false;
    return valid;
  };
}
