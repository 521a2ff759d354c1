/**
 * What API Gateway's importer takes, checked apart from the compiler: an empty list for a document it would import
 * without error or warning, and guard as meant.
 */
type Json = Readonly<Record<string, unknown>>;

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];
const PATH_PART = /^(?:[A-Za-z0-9_.,:-]+|\{[A-Za-z0-9._-]+\+?\})$/;
const PARAMETER_NAME = /^[A-Za-z0-9:._$-]+$/;

export function importerComplaints(document: object, limits: { resources?: number; bytes?: number } = {}): string[] {
  const root = document as Json; // a plain object by contract
  const paths = objectOf(root.paths);
  return [
    ...(/^3\.0\.\d$/.test(String(root.openapi)) ? [] : ['openapi is not 3.0']),
    ...modelComplaints(root),
    ...sizeComplaints(document, limits.bytes ?? 1_000_000),
    ...resourceComplaints(Object.keys(paths), limits.resources ?? 300),
    ...schemeComplaints(schemesOf(root)),
    ...Object.entries(paths).flatMap(([path, item]) => itemComplaints(path, objectOf(item), schemesOf(root))),
  ];
}

/** Every API Gateway resource of the paths, with the root and those in between. */
export function resourcesOf(paths: readonly string[]): readonly string[] {
  const withParents = paths.flatMap((path) => {
    const parts = path.split('/').slice(1);
    return parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
  });
  return [...new Set(['/', ...withParents])];
}

/** Keywords of JSON Schema draft-04 that are OpenAPI 3.0's as well. */
const SCHEMA_KEYWORDS =
  '$ref type description enum allOf anyOf properties required additionalProperties items minimum maximum multipleOf minLength maxLength minItems maxItems uniqueItems minProperties maxProperties'.split(
    ' ',
  );
const TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object'];

/** What the importer would not take of a model's schema. */
export function schemaComplaints(schema: unknown, names: readonly string[] = ['A', 'B']): string[] {
  const {
    $ref,
    type,
    items,
    enum: listed,
    properties,
    additionalProperties,
    allOf = [],
    anyOf = [],
    ...rest
  } = objectOf(schema);
  const [, target] = /^#\/components\/schemas\/([A-Za-z0-9]+)$/.exec(String($ref)) ?? [];
  const kinds = new Set((Array.isArray(listed) ? listed : []).map((value) => typeof value));
  const inner = [...[allOf, anyOf].flat(), ...Object.values(objectOf(properties)), items, additionalProperties];
  return [
    ...Object.keys(rest)
      .filter((key) => !SCHEMA_KEYWORDS.includes(key))
      .map((key) => `keyword ${key} of a schema`),
    ...($ref === undefined || (target !== undefined && names.includes(target)) ? [] : [`reference ${$ref}`]),
    ...($ref === undefined || Object.keys(objectOf(schema)).length === 1 ? [] : ['siblings of $ref']),
    ...(type === undefined || TYPES.some((each) => each === type) ? [] : [`type ${JSON.stringify(type)}`]),
    ...((type === 'array') === (items !== undefined) ? [] : ['items without array, or the other way round']),
    ...(kinds.size <= 1 && !kinds.has('object') ? [] : [`values ${JSON.stringify(listed)}`]),
    ...[allOf, anyOf].filter((list) => !Array.isArray(list)).map(() => 'a list of schemas that is none'),
    ...inner.filter((one) => typeof one === 'object').flatMap((one) => schemaComplaints(one, names)),
  ];
}

function modelComplaints(root: Json): string[] {
  const schemas = objectOf(objectOf(root.components).schemas);
  const names = Object.keys(schemas);
  const bytes = Buffer.byteLength(JSON.stringify(schemas));
  const used = [...JSON.stringify(root).matchAll(/"\$ref":"([^"]*)"/g)].map(([, reference]) => reference);
  const known = names.map((name) => `#/components/schemas/${name}`);
  return [
    ...(bytes > 400 * 1024 ? [`models of ${bytes} bytes, ${400 * 1024} are allowed`] : []),
    ...names.filter((name) => !/^[A-Za-z0-9]+$/.test(name)).map((name) => `name of model ${name}`),
    ...names.flatMap((name) =>
      schemaComplaints(schemas[name], names).map((complaint) => `model ${name}: ${complaint}`),
    ),
    ...used
      .filter((reference) => !known.some((each) => each === reference))
      .map((reference) => `no model ${reference}`),
  ];
}

function sizeComplaints(document: object, limit: number): string[] {
  const bytes = Buffer.byteLength(JSON.stringify(document));
  return bytes > limit ? [`${bytes} bytes, ${limit} are allowed`] : [];
}

function resourceComplaints(paths: readonly string[], limit: number): string[] {
  const resources = resourcesOf(paths).filter((path) => path !== '/');
  const partOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
  const variables = Map.groupBy(
    resources.filter((path) => partOf(path).startsWith('{')),
    (path) => path.slice(0, path.lastIndexOf('/')),
  );
  return [
    ...(resources.length + 1 > limit ? [`${resources.length + 1} resources, ${limit} are allowed`] : []),
    // A method ARN has 1,600 bytes at most, some 60 of which are not the path.
    ...paths.filter((path) => path.length > 1_540).map((path) => `${path.length} characters of ${path.slice(0, 40)}`),
    ...resources.filter((path) => !PATH_PART.test(partOf(path))).map((path) => `path part of ${path}`),
    ...resources.filter((path) => /\+\}\//.test(path)).map((path) => `child of a greedy variable: ${path}`),
    ...[...variables.values()].filter(({ length }) => length > 1).map((siblings) => `sibling variables ${siblings}`),
    ...resources.filter(repeatsVariable).map((path) => `a variable twice in ${path}`),
  ];
}

function repeatsVariable(path: string): boolean {
  const names = [...path.matchAll(/\{([^{}+]+)\+?\}/g)].map(([, name]) => name);
  return new Set(names).size < names.length;
}

function schemeComplaints(schemes: Json): string[] {
  const authorizers = Object.values(schemes).filter((each) => 'x-amazon-apigateway-authorizer' in objectOf(each));
  const tooMany = authorizers.length > 10 ? [`${authorizers.length} authorizers, 10 are allowed`] : [];
  const each = Object.entries(schemes).flatMap(([name, value]) => {
    const scheme = objectOf(value);
    const authorizer = scheme['x-amazon-apigateway-authorizer'];
    const guards = authorizer !== undefined || String(scheme.name).toLowerCase() === 'x-api-key';
    return [
      ...(/^[A-Za-z0-9]+$/.test(name) ? [] : [`name of scheme ${name}`]),
      ...(scheme.type === 'apiKey' && ['header', 'query'].includes(String(scheme.in)) && guards
        ? []
        : [`scheme ${name} guards nothing`]),
      ...(authorizer === undefined || typeof objectOf(authorizer).authorizerUri === 'string'
        ? []
        : [`authorizer ${name} has no URI`]),
    ];
  });
  return [...tooMany, ...each];
}

function itemComplaints(path: string, item: Json, schemes: Json): string[] {
  const unknown = Object.keys(item).filter((key) => !METHODS.includes(key));
  return [
    ...unknown.map((key) => `${path} has ${key}`),
    ...Object.entries(item).flatMap(([method, operation]) =>
      operationComplaints(path, objectOf(operation), schemes).map((complaint) => `${method} ${path}: ${complaint}`),
    ),
  ];
}

function operationComplaints(path: string, operation: Json, schemes: Json): string[] {
  const integration = objectOf(operation['x-amazon-apigateway-integration']);
  const { security, operationId } = operation;
  const named = Array.isArray(security) ? security.flatMap((one) => Object.keys(objectOf(one))) : [];
  return [
    ...(Array.isArray(security) ? [] : ['no explicit security']),
    ...(Array.isArray(security) && security.length > 1 ? ['alternatives are not kept apart'] : []),
    ...named.filter((name) => !Object.hasOwn(schemes, name)).map((name) => `no scheme ${name}`),
    ...(Object.keys(objectOf(operation.responses)).length > 0 ? [] : ['no responses']),
    ...(operationId === undefined || /^[A-Za-z0-9]+$/.test(String(operationId)) ? [] : [`operationId ${operationId}`]),
    ...(integration.type === 'aws_proxy' && integration.httpMethod === 'POST' && typeof integration.uri === 'string'
      ? []
      : ['no integration with a Lambda']),
    ...timeoutComplaints(integration),
    ...parameterComplaints(path, operation.parameters),
  ];
}

/** 29 s, and 15 minutes for a response that is streamed. */
function timeoutComplaints({ responseTransferMode, timeoutInMillis = 29_000 }: Json): string[] {
  const most = responseTransferMode === 'STREAM' ? 900_000 : 29_000;
  const time = Number(timeoutInMillis);
  return time >= 50 && time <= most ? [] : [`timeoutInMillis ${timeoutInMillis}, 50 to ${most} are allowed`];
}

function parameterComplaints(path: string, parameters: unknown): string[] {
  const declared = (Array.isArray(parameters) ? parameters : []).map(objectOf);
  const inPath = declared.filter(({ in: place }) => place === 'path').map(({ name }) => name);
  const variables = [...path.matchAll(/\{([^{}+]+)\+?\}/g)].map(([, name]) => name);
  return [
    ...declared
      .filter(({ in: place }) => !['path', 'query', 'header'].includes(String(place)))
      .map(({ name, in: place }) => `parameter ${name} in ${place}`),
    ...(new Set(declared.map(({ in: place, name }) => `${place} ${name}`)).size === declared.length
      ? []
      : ['a parameter twice']),
    ...declared.filter(({ name }) => !PARAMETER_NAME.test(String(name))).map(({ name }) => `parameter name ${name}`),
    ...(JSON.stringify(inPath) === JSON.stringify(variables) ? [] : [`path parameters ${inPath} of ${variables}`]),
  ];
}

const schemesOf = (root: Json): Json => objectOf(objectOf(root.components).securitySchemes);

function objectOf(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}; // a member is unknown until it is read
}
