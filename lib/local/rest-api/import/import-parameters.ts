import { type JsonObject, listOf, stringOf } from '../../json-values.ts';
import type { ImportContext } from './import-context.ts';

const LOCATIONS: Readonly<Record<string, string>> = { header: 'header', path: 'path', query: 'querystring' };

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

/** By mapping expression; true: required. Variables of the path that no parameter declares are required too (recorded). */
export function methodParameters(parameters: readonly JsonObject[], path: string): Readonly<Record<string, boolean>> {
  const declared: Record<string, boolean> = {};
  for (const parameter of parameters) {
    const place = LOCATIONS[stringOf(parameter.in) ?? ''];
    const name = stringOf(parameter.name);
    if (place !== undefined && name !== undefined)
      declared[`method.request.${place}.${name}`] = parameter.required === true;
  }
  for (const [, name] of path.matchAll(/\{([^}+]+)\+?\}/g)) declared[`method.request.path.${name}`] ??= true;
  return declared;
}
