import { isObject, member } from '../plain-object.ts';
import { resolveReference } from './resolve-reference.ts';

/** The example that a parameter gives for its value, or else a value that its schema names; only plain ones. */
export function exampleValue(root: unknown, parameter: unknown): string | undefined {
  const resolved = (value: unknown) => resolveReference(root, { value, pointer: '' }, () => undefined)?.value;
  const schema = resolved(member(parameter, 'schema'));
  const examples = member(parameter, 'examples');
  const [first] = isObject(examples) ? Object.values(examples) : [];
  const [listed]: readonly unknown[] = [member(schema, 'enum')].flat();
  const given = [member(parameter, 'example'), member(resolved(first), 'value'), member(schema, 'example')];
  return [...given, member(schema, 'default'), listed].map(plainText).find((text) => text !== undefined);
}

function plainText(value: unknown): string | undefined {
  return ['string', 'number', 'boolean'].includes(typeof value) && value !== '' ? String(value) : undefined;
}
