import { type JsonObject, listOf, stringOf } from '../json-values.ts';
import type { ImportContext } from './import-context.ts';
import type { RequiredParameter } from './rest-api.ts';

const LOCATIONS: Readonly<Record<string, RequiredParameter['in']>> = {
  header: 'header',
  path: 'path',
  query: 'querystring',
};

/** An operation's parameters with those of its path; its own win by name and place. */
export function importParameters(
  context: ImportContext,
  item: JsonObject,
  operation: JsonObject,
): readonly JsonObject[] {
  const byKey = new Map<string, JsonObject>();
  for (const value of [...listOf(item.parameters), ...listOf(operation.parameters)]) {
    const parameter = context.body.resolve(value);
    if (parameter !== undefined) byKey.set(`${String(parameter.in)}.${String(parameter.name)}`, parameter);
  }
  return [...byKey.values()];
}

/** The required ones and every variable of the path, in API Gateway's order: header, path, query string, each by name. */
export function requiredParameters(parameters: readonly JsonObject[], path: string): readonly RequiredParameter[] {
  const required = new Map<string, RequiredParameter>();
  for (const parameter of parameters) {
    const place = LOCATIONS[stringOf(parameter.in) ?? ''];
    const name = stringOf(parameter.name);
    if (place !== undefined && name !== undefined && parameter.required === true)
      required.set(`${place}.${name}`, { in: place, name });
  }
  for (const [, name] of path.matchAll(/\{([^}+]+)\+?\}/g)) {
    if (name !== undefined) required.set(`path.${name}`, { in: 'path', name });
  }
  return [...required].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, parameter]) => parameter);
}
