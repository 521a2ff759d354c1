import { error, type Report } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { nearestWord } from '../nearest-word.ts';
import { isObject, member, type PlainObject } from '../plain-object.ts';
import { shown } from '../shown.ts';
import { checkSpelling } from './check-spelling.ts';
import type { Located, NormalOperation } from './normal-document.ts';
import { operationReaders, readOperation, type WrittenParts } from './read-operation.ts';
import { followReferences } from './resolve-reference.ts';

export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const OTHER_KEYS = ['$ref', 'summary', 'description', 'servers', 'parameters'];

/** What a path may hold. OpenAPI 3.2 adds the method QUERY, and `additionalOperations` under methods of any name. */
interface PathKeys {
  readonly methods: readonly string[];
  readonly others: readonly string[];
}

const keysOf = (root: PlainObject): PathKeys =>
  /^3\.[01]\./.test(String(member(root, 'openapi')))
    ? { methods: METHODS, others: OTHER_KEYS }
    : { methods: [...METHODS, 'query'], others: [...OTHER_KEYS, ADDITIONAL] };

const ADDITIONAL = 'additionalOperations';

/** Of all operations: a few lines of references could stand for billions. The largest document known has 190,000. */
const MAX_PARAMETERS = 500_000;
const TOO_MANY_PARAMETERS = `the operations have more than ${MAX_PARAMETERS} parameters, those of the paths they refer to included, split the document`;

/** An operation under the path key as written, which may carry a fragment or a query string. */
export interface WrittenOperation {
  readonly key: string;
  readonly operation: NormalOperation;
}

export function readOperations(root: PlainObject, report: Report): readonly WrittenOperation[] {
  const paths = member(root, 'paths') ?? {};
  if (!isObject(paths)) {
    report(
      error('document-shape', '/paths', `paths is ${shown(paths)}, expected an object such as { /pets: { get: {} } }`),
    );
    return [];
  }
  const readers = operationReaders(root, report);
  let parameters = 0;
  return Object.entries(paths).flatMap(([key, value]) => {
    if (key.startsWith('x-') || parameters > MAX_PARAMETERS) return [];
    const written = { value, pointer: pointerTo('/paths', key) };
    const path = isObject(value) ? resolvePath(root, written, report) : undefined;
    if (!isObject(value))
      report(
        error(
          'document-shape',
          written.pointer,
          `a path is ${shown(value)}, expected an object of operations such as { get: {} }`,
        ),
      );
    const operations = path === undefined ? [] : readPath({ root, key, parts: path, readers, report });
    parameters += operations.reduce((sum, { operation }) => sum + operation.parameters.length, 0);
    if (parameters > MAX_PARAMETERS) report(error('document-shape', '/paths', TOO_MANY_PARAMETERS));
    return operations;
  });
}

/** A path may refer to another and add to it (OpenAPI 3.1); the operations keep the place where they are written. */
function resolvePath(root: unknown, written: Located, report: Report): readonly Located[] | undefined {
  return followReferences(root, written, report)?.toReversed();
}

function readPath(path: Omit<WrittenParts, 'method' | 'written'>): WrittenOperation[] {
  const { root, key, parts, report } = path;
  const keys = keysOf(root);
  for (const part of parts) checkKeys(part, keys, report);
  checkParts(parts, keys, report);
  const [target] = parts;
  if (target !== undefined && !isObject(target.value))
    report(
      error(
        'document-shape',
        target.pointer,
        `a path's $ref names ${shown(target.value)}, expected an object of operations, name one`,
      ),
    );
  return writtenOperations(parts, keys).flatMap(({ method, written }) => {
    if (!isObject(written.value)) {
      const message = `an operation is ${shown(written.value)}, expected an object such as { responses: {} }`;
      report(error('document-shape', written.pointer, message));
      return [];
    }
    if (Object.hasOwn(written.value, '$ref')) {
      const message = 'an operation cannot be a $ref (OpenAPI has that for paths), write the operation here';
      report(error('document-shape', pointerTo(written.pointer, '$ref'), message));
    }
    checkSpelling(written, 'operation', report);
    return [{ key, operation: readOperation({ ...path, method, written }) }];
  });
}

/** Each method once: the last part that has it says what it is. */
function writtenOperations(parts: readonly Located[], { methods, others }: PathKeys) {
  const byMethod = methods.flatMap((method) => {
    const part = parts.findLast(({ value }) => member(value, method) !== undefined);
    return part === undefined ? [] : [{ method, written: memberAt(part, method) }];
  });
  const additional = others.includes(ADDITIONAL) ? parts.map((part) => memberAt(part, ADDITIONAL)) : [];
  return [
    ...byMethod,
    ...additional.flatMap((map) =>
      Object.keys(isObject(map.value) ? map.value : {}).map((method) => ({ method, written: memberAt(map, method) })),
    ),
  ];
}

const memberAt = ({ value, pointer }: Located, key: string): Located => ({
  value: member(value, key),
  pointer: pointerTo(pointer, key),
});

/** Which operation counts, with which security, OpenAPI leaves open here. */
function checkParts(parts: readonly Located[], { methods }: PathKeys, report: Report): void {
  for (const method of parts.length > 1 ? methods : []) {
    const [, again] = parts.filter(({ value }) => member(value, method) !== undefined);
    if (again === undefined) continue;
    const message = `${method} is written here and in what $ref names, which leaves open which one is meant; remove one`;
    report(error('document-shape', pointerTo(again.pointer, method), message));
  }
}

/** A mistyped method would be an operation lost without a word. */
function checkKeys({ value, pointer }: Located, { methods, others }: PathKeys, report: Report): void {
  const known = [...methods, ...others];
  for (const key of Object.keys(isObject(value) ? value : {})) {
    if (key.startsWith('x-') || known.includes(key)) continue;
    const nearest = nearestWord(key, known);
    const hint = nearest === undefined ? `allowed: ${known.join(', ')}` : `did you mean "${nearest}"`;
    report(error('known-keys', pointerTo(pointer, key), `unknown key "${key}" on a path, ${hint}`));
  }
}
