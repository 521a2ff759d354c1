import { type JsonObject, objectOf, stringOf } from '../json-values.ts';
import type { Resource, Template } from './stack.ts';

/** Gives a template's sections their shape; what has another one counts as absent. */
export function parseTemplate(template: JsonObject): Template {
  return {
    Parameters: mapValues(template.Parameters, objectOf),
    Mappings: objectOf(template.Mappings),
    Conditions: objectOf(template.Conditions),
    Resources: mapValues(template.Resources, parseResource),
    Outputs: mapValues(template.Outputs, objectOf),
  };
}

function parseResource(value: unknown): Resource {
  const { Type, Properties, Condition, DeletionPolicy, Metadata } = objectOf(value);
  return {
    Type: stringOf(Type) ?? '',
    Properties: objectOf(Properties),
    ...(typeof Condition === 'string' && { Condition }),
    ...(typeof DeletionPolicy === 'string' && { DeletionPolicy }),
    Metadata: objectOf(Metadata),
  };
}

function mapValues<Value>(value: unknown, parse: (item: unknown) => Value): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(objectOf(value)).map(([name, item]) => [name, parse(item)]));
}
