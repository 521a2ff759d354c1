/** A kind of object of OpenAPI, of version 2.0 to 3.2: what its members are, as far as references are found below them. */
export interface Shape {
  /** OpenAPI has references in its place (Reference Object, a schema's and a path's own `$ref`). */
  readonly refers?: true;
  readonly members?: Readonly<Record<string, Kind>>;
  /** Kind of every member that `members` does not name. */
  readonly each?: Kind;
  /** Its members named `x-…` are extensions, not of kind `each`. */
  readonly extensible?: true;
}

/** A list is not a kind of its own: its items are of the kind that its place says. */
export type Kind = keyof typeof MEMBERS;

const parameter = {
  refers: true,
  members: { schema: 'schema', items: 'schema', content: 'mediaTypes', examples: 'examples' },
} as const;

const MEMBERS = {
  document: {
    members: {
      paths: 'paths',
      webhooks: 'paths',
      components: 'components',
      // Swagger 2.0
      definitions: 'schemas',
      parameters: 'parameters',
      responses: 'responses',
      securityDefinitions: 'securitySchemes',
      info: 'value',
      tags: 'value',
      servers: 'value',
      security: 'value',
      externalDocs: 'value',
      'x-gateway': 'value',
    },
  },
  components: {
    members: {
      schemas: 'schemas',
      responses: 'responses',
      parameters: 'parameters',
      examples: 'examples',
      requestBodies: 'requestBodies',
      headers: 'headers',
      securitySchemes: 'securitySchemes',
      links: 'links',
      callbacks: 'callbacks',
      pathItems: 'pathItems',
      mediaTypes: 'mediaTypes',
    },
  },
  paths: { each: 'pathItem', extensible: true },
  pathItems: { each: 'pathItem' },
  pathItem: {
    refers: true,
    members: {
      parameters: 'parameter',
      servers: 'value',
      additionalOperations: 'operations',
      'x-gateway': 'value',
      summary: 'value',
      description: 'value',
    },
    each: 'operation',
    extensible: true,
  },
  operations: { each: 'operation' },
  operation: {
    members: {
      parameters: 'parameter',
      requestBody: 'requestBody',
      responses: 'responses',
      callbacks: 'callbacks',
      tags: 'value',
      summary: 'value',
      description: 'value',
      security: 'value',
      servers: 'value',
      'x-gateway': 'value',
    },
  },
  parameters: { each: 'parameter' },
  parameter,
  requestBodies: { each: 'requestBody' },
  requestBody: { refers: true, members: { content: 'mediaTypes' } },
  responses: { each: 'response', extensible: true },
  response: {
    refers: true,
    members: { headers: 'headers', content: 'mediaTypes', links: 'links', schema: 'schema', description: 'value' },
  },
  headers: { each: 'header' },
  header: parameter,
  mediaTypes: { each: 'mediaType' },
  mediaType: {
    refers: true,
    members: {
      schema: 'schema',
      itemSchema: 'schema',
      examples: 'examples',
      encoding: 'encodings',
      prefixEncoding: 'encoding',
      itemEncoding: 'encoding',
    },
  },
  encodings: { each: 'encoding' },
  encoding: { members: { headers: 'headers' } },
  examples: { each: 'example' },
  /** Its value is data: a `$ref` there is no reference. */
  example: { refers: true },
  securitySchemes: { each: 'securityScheme' },
  securityScheme: { refers: true, members: { 'x-gateway': 'value' } },
  links: { each: 'link' },
  link: { refers: true },
  callbacks: { each: 'callback' },
  callback: { refers: true, each: 'pathItem', extensible: true },
  schemas: { each: 'schema' },
  schema: {
    refers: true,
    members: {
      properties: 'schemas',
      patternProperties: 'schemas',
      $defs: 'schemas',
      definitions: 'schemas',
      dependentSchemas: 'schemas',
      dependencies: 'schemas',
      allOf: 'schema',
      anyOf: 'schema',
      oneOf: 'schema',
      prefixItems: 'schema',
      items: 'schema',
      additionalItems: 'schema',
      additionalProperties: 'schema',
      unevaluatedItems: 'schema',
      unevaluatedProperties: 'schema',
      contains: 'schema',
      propertyNames: 'schema',
      contentSchema: 'schema',
      not: 'schema',
      if: 'schema',
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own name
      then: 'schema',
      else: 'schema',
    },
  },
  /** Anything without a structure of its own to know: OpenAPI has no references in it, but files are often split there. */
  value: { each: 'value' },
} as const satisfies Readonly<Record<string, { readonly [key in keyof Shape]: unknown }>>;

export const SHAPES: Readonly<Record<Kind, Shape>> = MEMBERS;

/** Kind of the member `key` of an object of kind `kind`; `undefined`: no reference is below it. */
export function memberKind(kind: Kind, key: string): Kind | undefined {
  const { members, each, extensible } = SHAPES[kind];
  if (members !== undefined && Object.hasOwn(members, key)) return members[key];
  return extensible && key.startsWith('x-') ? undefined : each;
}
