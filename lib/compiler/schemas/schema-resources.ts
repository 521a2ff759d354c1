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

/** A schema and how it was reached. */
export interface PlacedSchema extends Located {
  /** The resource that it stands in, to which its references are relative. */
  readonly resource: SchemaResource;
  /** URIs of the resources on the way here, the outermost first, each once (core, section 7.1, "dynamic scope"). */
  readonly scope: readonly string[];
}

export interface SchemaResources {
  /** The schema, in the resource that it starts (it has an `$id`) or else in the one around it. */
  enter(schema: PlacedSchema): PlacedSchema;
  /** What the `$ref` or `$dynamicRef` of a schema names; reports what it cannot find. */
  follow(schema: PlacedSchema, key: '$ref' | '$dynamicRef', report?: Report): PlacedSchema | undefined;
}

/** A base is needed to resolve relative references; no document has it for real. */
const documentResource: SchemaResource = { uri: 'document:/', pointer: '' };

export const inDocument = ({ value, pointer }: Located): PlacedSchema => ({
  value,
  pointer,
  resource: documentResource,
  scope: [documentResource.uri],
});

export function schemaResources(root: unknown, dialect: Dialect): SchemaResources {
  let index: ReadonlyMap<string, PlacedSchema> | undefined;
  const identified = (uri: string) => {
    index ??= identifiedSchemas(root);
    return index.get(uri);
  };
  const resolve = ({ pointer, resource }: PlacedSchema, reference: unknown, report: Report) => {
    const inRoot = () => located(followReference(root, { value: { $ref: reference }, pointer }, report));
    if (typeof reference !== 'string' || dialect === '3.0' || isOfDocument(reference, resource)) return inRoot();
    const uri = URL.parse(reference, resource.uri)?.href ?? '';
    const [base = '', fragment = ''] = uri.split(/#(.*)/s);
    if (isAnchor(fragment)) return identified(uri) ?? missing({ value: reference, pointer }, report);
    const owner = identified(base);
    return owner === undefined ? inRoot() : inResource(owner, fragment, pointer, report);
  };
  return {
    enter: (schema) => (dialect === '3.0' ? schema : enterResource(schema)),
    follow(schema, key, report = () => undefined) {
      const reference = member(schema.value, key);
      const found = resolve(schema, reference, report);
      if (found === undefined || dialect === '3.0') return found;
      const isDynamic = key === '$dynamicRef' && /#[^/]/.test(String(reference));
      const target = (isDynamic ? dynamicTarget(schema, found, identified) : undefined) ?? found;
      return { ...target, scope: within(target.resource, schema.scope) };
    },
  };
}

/** `$id` starts a resource, in all but the document's root. */
export function enterResource(schema: PlacedSchema): PlacedSchema {
  const { value, pointer, resource, scope } = schema;
  const id = member(value, '$id');
  const uri = typeof id === 'string' && resource.pointer !== pointer ? URL.parse(id, resource.uri)?.href : undefined;
  if (uri === undefined) return schema;
  const own = { uri: uri.replace(/#.*$/s, ''), pointer };
  return { ...schema, resource: own, scope: within(own, scope) };
}

/** Only the outermost entry of a resource decides: a second one would make recursion endless. */
const within = ({ uri }: SchemaResource, scope: readonly string[]): readonly string[] =>
  scope.includes(uri) ? scope : [...scope, uri];

/** Core, section 8.2.3.2: the outermost resource on the way that has the dynamic anchor. */
function dynamicTarget(
  { scope }: PlacedSchema,
  { value }: PlacedSchema,
  identified: (uri: string) => PlacedSchema | undefined,
): PlacedSchema | undefined {
  const anchor = member(value, '$dynamicAnchor');
  const named = scope.map((uri) => identified(`${uri}#${String(anchor)}`));
  return named.find((found) => anchor !== undefined && member(found?.value, '$dynamicAnchor') === anchor);
}

const isOfDocument = (reference: string, resource: SchemaResource): boolean =>
  resource === documentResource && (reference === '#' || reference.startsWith('#/'));

const isAnchor = (fragment: string): boolean => fragment !== '' && !fragment.startsWith('/');

const located = (found: Located | undefined): PlacedSchema | undefined => found && inDocument(found);

function inResource(owner: PlacedSchema, fragment: string, pointer: string, report: Report): PlacedSchema | undefined {
  const found = followReference(owner.value, { value: { $ref: `#${fragment}` }, pointer }, report);
  return found && { ...owner, value: found.value, pointer: owner.pointer + found.pointer };
}

function missing({ value, pointer }: Located, report: Report): undefined {
  const message = `$ref ${shown(value)} names no schema of this document, name an existing one`;
  report(error('reference-exists', pointer, message));
}
