import { compare } from '../canonical-order.ts';
import { error, info, type Report, warning } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { member } from '../plain-object.ts';
import { shown } from '../shown.ts';
import { exampleValue } from './example-value.ts';
import type { Located, NormalParameter } from './normal-document.ts';
import { readFlag } from './read-flag.ts';
import { located, readMediaTypes } from './read-media-types.ts';
import { replaced, replacedParameters } from './replaced-parameters.ts';
import { resolveComponent, resolveReference } from './resolve-reference.ts';

const PLACES: readonly unknown[] = ['query', 'header', 'path', 'cookie'] satisfies NormalParameter['in'][];

/** Parameters of a path and then of its operation; a later one replaces an earlier one of its name and place. They have no order. */
export function readParameters(root: unknown, owners: readonly Located[], report: Report): readonly NormalParameter[] {
  const parameters = new Map<string, NormalParameter>();
  for (const owner of owners) {
    const list = member(owner.value, 'parameters') ?? [];
    const pointer = pointerTo(owner.pointer, 'parameters');
    if (!Array.isArray(list)) {
      report(error('document-shape', pointer, `parameters is ${shown(list)}, expected a list such as [{ name, in }]`));
      continue;
    }
    for (const parameter of readList(root, list, pointer, report)) parameters.set(nameOf(parameter), parameter);
  }
  return [...parameters].toSorted(([one], [other]) => compare(one, other)).map(([, parameter]) => parameter);
}

const nameOf = ({ in: place, name }: NormalParameter): string => `${place} ${name}`;

interface ReadList {
  readonly root: unknown;
  readonly pointer: string;
  readonly parameters: readonly NormalParameter[];
}

/** Lists without a fault, which have nothing more to tell: those of a path are its operations' all, and many refer to it. */
const known = new WeakMap<readonly unknown[], ReadList>();

function readList(
  root: unknown,
  list: readonly unknown[],
  pointer: string,
  report: Report,
): readonly NormalParameter[] {
  const earlier = known.get(list);
  if (earlier !== undefined && earlier.root === root && earlier.pointer === pointer) return earlier.parameters;
  let faults = 0;
  const tell: Report = (finding) => {
    faults += 1;
    report(finding);
  };
  const parameters = [...list.entries()].flatMap(
    ([index, value]) => readParameter(root, { value, pointer: pointerTo(pointer, index) }, tell) ?? [],
  );
  checkNames(parameters, tell);
  if (faults === 0) known.set(list, { root, pointer, parameters });
  return parameters;
}

function readParameter(root: unknown, written: Located, report: Report): NormalParameter | undefined {
  const found = resolveComponent(root, written, report);
  if (found === undefined) return undefined;
  const name = member(found.value, 'name');
  const place = member(found.value, 'in');
  if (place === 'querystring') {
    const message = 'the query string as one value (in: querystring) is passed on as it is and not checked';
    report(info('schema-reading', found.pointer, message));
    return undefined;
  }
  if (typeof name !== 'string' || !isPlace(place)) {
    const message = `a parameter needs a name and in: query, header, path or cookie, got ${shown({ name, in: place })}: write both`;
    report(error('document-shape', found.pointer, message));
    return undefined;
  }
  const mediaTypes = readMediaTypes(root, found, report);
  checkDescriptions(found, mediaTypes.length, report);
  const flag = (key: string) => readFlag(found, key, report) ?? false;
  return {
    name,
    in: place,
    required: flag('required') || place === 'path',
    isSpread: isSpread(root, found.value, place),
    example: exampleValue(root, found.value),
    style: member(found.value, 'style'),
    explode: readFlag(found, 'explode', report),
    allowReserved: flag('allowReserved'),
    allowEmptyValue: flag('allowEmptyValue'),
    schema: located(found, 'schema'),
    mediaType: mediaTypes[0],
    pointer: written.pointer,
  };
}

function checkNames(parameters: readonly NormalParameter[], report: Report): void {
  for (const { name, in: place, pointer } of replacedParameters(parameters, nameOf))
    report(warning('document-shape', pointer, replaced(name, place)));
}

/** OpenAPI has a parameter described once, by a schema or by one media type. */
function checkDescriptions(parameter: Located, mediaTypes: number, report: Report): void {
  const tell = (message: string) => report(warning('document-shape', parameter.pointer, message));
  if (mediaTypes > 0 && member(parameter.value, 'schema') !== undefined)
    tell('a parameter has schema and content, of which only schema is read; remove one');
  else if (mediaTypes > 1)
    tell(`content of a parameter has ${mediaTypes} media types, of which only the first is read; remove the others`);
}

/** An object in the query is one parameter for each of its properties (style `form` or `deepObject`): its own name is not sent. */
function isSpread(root: unknown, parameter: unknown, place: NormalParameter['in']): boolean {
  if (place !== 'query') return false;
  if (member(parameter, 'style') === 'deepObject') return true;
  const value = member(parameter, 'schema');
  const schema = resolveReference(root, { value, pointer: '' }, () => undefined);
  const explodes = (member(parameter, 'explode') ?? (member(parameter, 'style') ?? 'form') === 'form') === true;
  return explodes && member(schema?.value, 'type') === 'object';
}

function isPlace(value: unknown): value is NormalParameter['in'] {
  return PLACES.includes(value);
}
