import type { JsonObject } from '../../json-values.ts';
import { asObject, listOf, stringOf } from '../../json-values.ts';
import type { ApiProblems } from '../api-problems.ts';

/** An OpenAPI 2.0 or 3.0 value seen through one interface. */
export interface OpenApiBody {
  readonly root: JsonObject;
  readonly paths: readonly (readonly [path: string, item: JsonObject])[];
  readonly schemas: JsonObject;
  readonly securitySchemes: JsonObject;
  /** Follows a local `$ref`; `undefined` when nothing is there. */
  resolve(value: unknown): JsonObject | undefined;
  /** Warns, as the importer does, of schemas of a response that lead nowhere. */
  warnOfMissing(response: JsonObject, place: string, at: string, problems: Pick<ApiProblems, 'warning'>): void;
  /** The schemas of an operation's body by media type. */
  requestSchemas(
    operation: JsonObject,
    parameters: readonly JsonObject[],
  ): readonly (readonly [mediaType: string, schema: unknown])[];
}

export function openApiBody(root: JsonObject): OpenApiBody {
  const components = asObject(root.components) ?? {};
  const swagger = root.swagger !== undefined;
  const resolve = (value: unknown) => resolveReference(root, value);
  return {
    root,
    paths: Object.entries(asObject(root.paths) ?? {})
      .filter(([path]) => path.startsWith('/'))
      .map(([path, item]) => [path, resolve(item) ?? {}]),
    schemas: asObject(swagger ? root.definitions : components.schemas) ?? {},
    securitySchemes: asObject(swagger ? root.securityDefinitions : components.securitySchemes) ?? {},
    resolve,
    warnOfMissing: (response, place, at, problems) => {
      for (const content of [response, ...Object.values(asObject(response.content) ?? {})]) {
        const schema = asObject(asObject(content)?.schema);
        if (schema === undefined || stringOf(schema.$ref) === undefined || resolve(schema) !== undefined) continue;
        const [method = '', path = ''] = place.split(' ');
        const where = `paths.'${path}'(${method.toLowerCase()}).${at}.content.schema.${schema.$ref}`;
        problems.warning(`Parse issue: attribute ${where} is missing`);
      }
    },
    requestSchemas: (operation, parameters) =>
      swagger ? swaggerSchemas(root, operation, parameters) : contentSchemas(resolve(operation.requestBody)),
  };
}

function resolveReference(root: JsonObject, value: unknown): JsonObject | undefined {
  let object = asObject(value);
  for (let depth = 0; depth < 16; depth++) {
    const ref = stringOf(object?.$ref);
    if (ref === undefined) return object;
    if (!ref.startsWith('#/')) return undefined;
    object = ref
      .slice(2)
      .split('/')
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
      .reduce<JsonObject | undefined>((parent, part) => asObject(parent?.[part]), root);
  }
  return undefined;
}

function swaggerSchemas(
  root: JsonObject,
  operation: JsonObject,
  parameters: readonly JsonObject[],
): [string, unknown][] {
  const body = parameters.find((parameter) => parameter.in === 'body');
  if (body?.schema === undefined) return [];
  const consumes = listOf(operation.consumes ?? root.consumes).filter((type) => typeof type === 'string');
  return (consumes.length > 0 ? consumes : ['application/json']).map((type) => [type, body.schema]);
}

function contentSchemas(requestBody: JsonObject | undefined): [string, unknown][] {
  return Object.entries(asObject(requestBody?.content) ?? {})
    .map(([mediaType, content]): [string, unknown] => [mediaType, asObject(content)?.schema])
    .filter(([, schema]) => schema !== undefined);
}
