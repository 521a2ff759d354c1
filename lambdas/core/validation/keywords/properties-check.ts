import type { Check, Run } from '../check.ts';
import type { Compilation } from '../compile-schema.ts';
import type { SchemaObject } from '../schema.ts';
import type { ObjectCheck } from './object-checks.ts';

/** `properties`, `patternProperties` and `additionalProperties`: which schemas a property must fit depends on all three. */
export function propertiesCheck(schema: SchemaObject, { compile }: Compilation): ObjectCheck | undefined {
  const { properties = {}, patternProperties = {}, additionalProperties } = schema;
  const named = new Map(Object.entries(properties).map(([name, child]) => [name, compile(child)]));
  const patterns = Object.entries(patternProperties).map(([pattern, child]) => [pattern, compile(child)] as const);
  const additional = additionalProperties === undefined ? undefined : compile(additionalProperties);
  if (named.size === 0 && patterns.length === 0 && additional === undefined) return undefined;

  const checksOf = (name: string, run: Run): readonly Check[] => {
    const own = named.get(name);
    const checks = own === undefined ? [] : [own];
    for (const [pattern, check] of patterns) if (run.matches(pattern, name)) checks.push(check);
    if (checks.length === 0 && additional !== undefined) checks.push(additional);
    return checks;
  };
  return (value, run, seen) => {
    let valid = true;
    for (const name of Object.keys(value)) {
      const checks = checksOf(name, run);
      if (checks.length > 0) seen?.properties.add(name);
      for (const check of checks) valid = run.below(name, named.has(name), value[name], check) && valid;
      if (!valid && run.isDone) return false;
    }
    return valid;
  };
}
