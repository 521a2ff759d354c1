import { gatewaySchema, type SchemaNode } from './gateway-schema.ts';

export type Owner = 'root' | 'operation' | 'scheme';

/** A value of the language, as `gateway.schema.json` describes it. */
export interface LanguagePlace {
  readonly owner: Owner;
  /** Keys from `x-gateway` down; `name` where the user chooses one. */
  readonly path: readonly string[];
  /** References followed. */
  readonly node: SchemaNode;
}

const DEFINITIONS = { root: 'documentGateway', operation: 'policyGateway', scheme: 'schemeGateway' } as const;

/** Every place of the language that the schema knows. */
export function languagePlaces(): readonly LanguagePlace[] {
  return (['root', 'operation', 'scheme'] as const).flatMap((owner) =>
    placesBelow(owner, [], resolved({ $ref: `#/definitions/${DEFINITIONS[owner]}` })),
  );
}

function placesBelow(owner: Owner, path: readonly string[], node: SchemaNode): readonly LanguagePlace[] {
  const members = Object.entries(node.properties ?? {}).map(([key, value]) => [key, value] as const);
  const named = node.additionalProperties ? [['name', node.additionalProperties] as const] : [];
  const listed = node.items === undefined ? [] : [['0', node.items] as const];
  const below = [...members, ...named, ...listed].flatMap(([key, value]) =>
    placesBelow(owner, [...path, key], resolved(value)),
  );
  return [{ owner, path, node }, ...below];
}

/** Behind references, and the alternative that is an object. */
function resolved(node: SchemaNode): SchemaNode {
  const target = node.$ref === undefined ? node : { ...referred(node.$ref, node), ...node };
  const object = target.oneOf?.map(resolved).find((each) => each.properties !== undefined);
  return object === undefined ? target : { ...object, ...target };
}

/** A description beside the reference takes the place of both that are there. */
function referred(reference: string, { description }: SchemaNode): SchemaNode {
  const definition = gatewaySchema.definitions?.[reference.replace('#/definitions/', '')];
  if (definition === undefined) throw new Error(`${reference} names nothing`);
  const { markdownDescription, ...node } = resolved(definition);
  return description === undefined && markdownDescription !== undefined ? { ...node, markdownDescription } : node;
}

/** The smallest document with a value at a place. */
export function documentWith({ owner, path }: LanguagePlace, value: unknown): unknown {
  const gateway = path.reduceRight<unknown>((inner, key) => (key === '0' ? [inner] : { [key]: inner }), value);
  const head = {
    openapi: '3.0.3',
    info: { title: 'Test', version: '1' },
    servers: [{ url: 'https://api.example.com' }],
  };
  const operation = owner === 'operation' ? { 'x-gateway': gateway } : {};
  if (owner !== 'scheme')
    return { ...head, ...(owner === 'root' && { 'x-gateway': gateway }), paths: { '/a': { get: operation } } };
  const scheme = { type: 'oauth2', 'x-gateway': gateway };
  return {
    ...head,
    security: [{ s: [] }],
    paths: { '/a': { get: {} } },
    components: { securitySchemes: { s: scheme } },
  };
}
