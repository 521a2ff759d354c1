import { isObject, member, put } from '../../plain-object.ts';
import { memberKind } from '../../references/shapes.ts';
import { pointerOf, type Upgrading } from './upgrading.ts';

export interface SchemaUpgrade {
  readonly schema: Upgrading['schema'];
  /** Upgrades all schemas that were given, and those that they refer to. */
  run(): void;
}

export interface SchemaPlaces {
  readonly valueAt: (pointer: string) => unknown;
  /** Where what stands at a pointer of the document stands in the upgraded one. */
  readonly moved: (pointer: string) => string;
}

/** Upgrades schemas where they stand. */
export function schemaUpgrade({ valueAt, moved }: SchemaPlaces): SchemaUpgrade {
  const seen = new WeakSet<object>();
  const open: object[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    open.push(value);
  };
  const upgrade = (schema: object): void => {
    const pointer = pointerOf(member(schema, '$ref'));
    for (const child of schemasIn(schema)) visit(child);
    upgradeSchema(schema);
    if (pointer === undefined) return;
    visit(valueAt(pointer));
    put(schema, '$ref', `#${moved(pointer).replaceAll('%', '%25')}`);
  };
  return {
    schema(schema) {
      visit(schema.value);
      return schema;
    },
    run() {
      for (let schema = open.pop(); schema !== undefined; schema = open.pop()) upgrade(schema);
    },
  };
}

function schemasIn(schema: object): readonly unknown[] {
  return Object.entries(schema).flatMap(([key, child]): readonly unknown[] => {
    const kind = memberKind('schema', key);
    if (kind === 'schemas') return isObject(child) ? Object.values(child) : [];
    return kind === 'schema' ? [child].flat() : [];
  });
}

function upgradeSchema(schema: object): void {
  const discriminator = member(schema, 'discriminator');
  if (typeof discriminator === 'string') put(schema, 'discriminator', { propertyName: discriminator });
  if (member(schema, 'x-nullable') === true && member(schema, 'nullable') === undefined) put(schema, 'nullable', true);
  if (member(schema, 'type') !== 'file') return;
  put(schema, 'type', 'string');
  put(schema, 'format', 'binary');
}
