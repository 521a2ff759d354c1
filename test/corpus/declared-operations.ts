/** The operations of a document, read naively and apart from the compiler. */
export interface DeclaredOperation {
  readonly method: string;
  readonly path: string;
  /** JSON Pointer. */
  readonly pointer: string;
  readonly parameters: readonly DeclaredParameter[];
}

export interface DeclaredParameter {
  readonly name: string;
  readonly in: string;
}

type Json = Readonly<Record<string, unknown>>;

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

export function declaredOperations(root: Json): readonly DeclaredOperation[] {
  return Object.entries(objectOf(root.paths)).flatMap(([path, value]) => {
    if (path.startsWith('x-')) return [];
    const item = { ...objectOf(resolve(root, value)), ...objectOf(value) };
    return METHODS.filter((method) => Object.hasOwn(item, method)).map((method) => {
      const operation = objectOf(item[method]);
      const lists = [item.parameters, operation.parameters].flatMap((list) => (Array.isArray(list) ? list : []));
      const parameters = lists.map((one) => objectOf(resolve(root, one)));
      return {
        method: method.toUpperCase(),
        path,
        pointer: `/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method}`,
        parameters: parameters.map(({ name, in: place }) => ({ name: String(name), in: String(place) })),
      };
    });
  });
}

/** Local references, one step after the other; others stay as they are. */
function resolve(root: Json, value: unknown, left = 8): unknown {
  const reference = objectOf(value).$ref;
  if (typeof reference !== 'string' || !reference.startsWith('#/') || left === 0) return value;
  const keys = decodeURIComponent(reference.slice(2)).split('/');
  const target = keys.reduce<unknown>(
    (node, key) => objectOf(node)[key.replaceAll('~1', '/').replaceAll('~0', '~')],
    root,
  );
  return resolve(root, target, left - 1);
}

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}; // a member is unknown until it is read
}
