import type { Dialect, Located } from '../dialects/normal-document.ts';
import { followReference } from '../dialects/resolve-reference.ts';
import { error, type Report } from '../finding.ts';
import { member } from '../plain-object.ts';
import { shown } from '../shown.ts';
import { identifiedSchemas } from './identified-schemas.ts';

/** A schema resource (JSON Schema core, section 4.3.5): the document itself, or a schema with an `$id`. */
export interface SchemaResource {
  readonly uri: string;
  readonly pointer: string;
}

/** A schema and the resource it stands in, to which its references are relative. */
export interface PlacedSchema extends Located {
  readonly resource: SchemaResource;
}

export interface SchemaResources {
  /** The resource that a schema starts (it has an `$id`), or else the one it is in. */
  enter(schema: PlacedSchema): SchemaResource;
  /** What the `$ref` or `$dynamicRef` of a schema names; reports what it cannot find. */
  follow(schema: PlacedSchema, key: '$ref' | '$dynamicRef', report?: Report): PlacedSchema | undefined;
}

/** A base is needed to resolve relative references; no document has it for real. */
export const documentResource: SchemaResource = { uri: 'document:/', pointer: '' };

export function schemaResources(root: unknown, dialect: Dialect): SchemaResources {
  let index: ReadonlyMap<string, PlacedSchema> | undefined;
  const identified = (uri: string) => {
    index ??= identifiedSchemas(root);
    return index.get(uri);
  };
  const inDocument = (reference: unknown, pointer: string, report: Report): PlacedSchema | undefined => {
    const found = followReference(root, { value: { $ref: reference }, pointer }, report);
    return found && { ...found, resource: documentResource };
  };
  return {
    enter: (schema) => (dialect === '3.0' ? schema.resource : enterResource(schema)),
    follow({ value, pointer, resource }, key, report = () => undefined) {
      const reference = member(value, key);
      if (typeof reference !== 'string' || dialect === '3.0' || isOfDocument(reference, resource))
        return inDocument(reference, pointer, report);
      const uri = URL.parse(reference, resource.uri)?.href ?? '';
      const [base = '', fragment = ''] = uri.split(/#(.*)/s);
      if (fragment !== '' && !fragment.startsWith('/'))
        return identified(uri) ?? missing({ value: reference, pointer }, report);
      const owner = identified(base);
      return owner === undefined
        ? inDocument(reference, pointer, report)
        : inResource(owner, fragment, pointer, report);
    },
  };
}

/** `$id` starts a resource, in all but the document's root. */
export function enterResource({ value, pointer, resource }: PlacedSchema): SchemaResource {
  const id = member(value, '$id');
  const uri = typeof id === 'string' && pointer !== '' ? URL.parse(id, resource.uri)?.href : undefined;
  return uri === undefined ? resource : { uri: uri.replace(/#.*$/s, ''), pointer };
}

const isOfDocument = (reference: string, resource: SchemaResource): boolean =>
  resource === documentResource && (reference === '#' || reference.startsWith('#/'));

function inResource(owner: PlacedSchema, fragment: string, pointer: string, report: Report): PlacedSchema | undefined {
  const found = followReference(owner.value, { value: { $ref: `#${fragment}` }, pointer }, report);
  return found && { ...found, pointer: owner.pointer + found.pointer, resource: owner.resource };
}

function missing({ value, pointer }: Located, report: Report): undefined {
  const message = `$ref ${shown(value)} names no schema of this document, name an existing one`;
  report(error('reference-exists', pointer, message));
}
