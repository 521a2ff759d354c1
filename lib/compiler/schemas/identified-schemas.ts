import { pointerTo } from '../json-pointer.ts';
import { member } from '../plain-object.ts';
import { enterResource, inDocument, type PlacedSchema } from './schema-resources.ts';

/** Values, in which `$id` and `$anchor` mean nothing. */
const VALUES = new Set(['enum', 'const', 'default', 'example', 'examples', 'x-gateway']);

/** Every schema of a document that names itself by `$id`, `$anchor` or `$dynamicAnchor`, by its whole URI; the first wins. */
export function identifiedSchemas(root: unknown): ReadonlyMap<string, PlacedSchema> {
  const found = new Map<string, PlacedSchema>();
  const name = (uri: string, schema: PlacedSchema) => found.has(uri) || found.set(uri, schema);
  // A list instead of recursion: documents may be deep.
  const pending: PlacedSchema[] = [inDocument({ value: root, pointer: '' })];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const schema = enterResource(next);
    const { value, pointer, resource } = schema;
    if (resource.pointer === pointer) name(resource.uri, schema);
    for (const key of ['$anchor', '$dynamicAnchor']) {
      const anchor = member(value, key);
      if (typeof anchor === 'string') name(`${resource.uri}#${anchor}`, schema);
    }
    pending.push(...childrenOf(schema));
  }
  return found;
}

function childrenOf(schema: PlacedSchema): readonly PlacedSchema[] {
  const { value, pointer } = schema;
  if (typeof value !== 'object' || value === null) return [];
  const children = Object.entries(value).filter(([key, child]) => typeof child === 'object' && !VALUES.has(key));
  return children.map(([key, child]) => ({ ...schema, value: child, pointer: pointerTo(pointer, key) }));
}
