import type { RestApiPart } from '../assembly/assembly.ts';
import { booleanOf, type JsonObject, listOf, numberOf, objectOf, stringOf, stringsOf } from '../json-values.ts';
import type { ApiProblems } from './api-problems.ts';
import type {
  ApiRecord,
  AuthorizerRecord,
  MethodRecord,
  ModelRecord,
  RequestValidatorRecord,
  ResourceRecord,
} from './api-record.ts';
import { recordId } from './record-ids.ts';
import { partProblem } from './resource-rules.ts';
import { templateMethod } from './template-method.ts';

/** An API with what a template adds to it by resources of their own (`AWS::ApiGateway::Resource`, `Method`, `Model` …). */
export function withTemplateParts(api: ApiRecord, parts: readonly RestApiPart[], problems: ApiProblems): ApiRecord {
  const of = (kind: RestApiPart['kind']) => parts.filter((part) => part.kind === kind);
  const resources = addMethods(addResources(api.resources, of('Resource'), problems), of('Method'), problems);
  return {
    ...api,
    resources,
    models: [...api.models, ...of('Model').map(model)],
    authorizers: [...api.authorizers, ...of('Authorizer').map(authorizer)],
    requestValidators: [...api.requestValidators, ...of('RequestValidator').map(validator)],
  };
}

/** Parents before their children, in whatever order the template has them. */
function addResources(
  known: readonly ResourceRecord[],
  parts: readonly RestApiPart[],
  problems: ApiProblems,
): readonly ResourceRecord[] {
  const byId = new Map(known.map((resource) => [resource.id, resource]));
  let waiting = parts;
  while (waiting.length > 0) {
    const ready = waiting.filter(({ properties }) => byId.has(String(properties.ParentId)));
    if (ready.length === 0) break;
    for (const { id, properties } of ready) {
      const parent = byId.get(String(properties.ParentId));
      const pathPart = String(properties.PathPart);
      if (parent === undefined) continue;
      const siblings = [...byId.values()].filter(({ parentId }) => parentId === parent.id);
      const problem = partProblem(siblings, parent, pathPart);
      const path = `${parent.path === '/' ? '' : parent.path}/${pathPart}`;
      if (problem !== undefined) problems.invalid(path, problem.message);
      byId.set(id, { id, parentId: parent.id, pathPart, path, resourceMethods: {} });
    }
    waiting = waiting.filter((part) => !ready.includes(part));
  }
  for (const { properties } of waiting)
    problems.invalid(String(properties.PathPart), 'Invalid Resource identifier specified');
  return [...byId.values()];
}

function addMethods(
  resources: readonly ResourceRecord[],
  parts: readonly RestApiPart[],
  problems: ApiProblems,
): readonly ResourceRecord[] {
  const methods = new Map<string, Record<string, MethodRecord>>();
  for (const { properties } of parts) {
    const resource = resources.find(({ id }) => id === String(properties.ResourceId));
    if (resource === undefined) {
      problems.invalid(String(properties.HttpMethod), 'Invalid Resource identifier specified');
      continue;
    }
    const method = templateMethod(resource, properties, problems);
    methods.set(resource.id, { ...methods.get(resource.id), [method.httpMethod]: method });
  }
  return resources.map((resource) => ({
    ...resource,
    resourceMethods: { ...resource.resourceMethods, ...methods.get(resource.id) },
  }));
}

/** Its id is its name. */
function model({ id, properties }: RestApiPart): ModelRecord {
  return {
    id: recordId(6, 'model', id),
    name: id,
    contentType: stringOf(properties.ContentType) ?? 'application/json',
    schema: parsed(properties.Schema),
  };
}

function parsed(schema: unknown): unknown {
  if (typeof schema !== 'string') return schema ?? {};
  try {
    return JSON.parse(schema);
  } catch {
    return {};
  }
}

function authorizer({ id, properties }: RestApiPart): AuthorizerRecord {
  const ttl = numberOf(properties.AuthorizerResultTtlInSeconds);
  const providers = listOf(properties.ProviderARNs).map(String);
  return {
    id,
    name: stringOf(properties.Name) ?? id,
    type: stringOf(properties.Type) ?? '',
    authType: stringOf(properties.AuthType) ?? 'custom',
    ...(providers.length > 0 && { providerARNs: providers }),
    ...texts(properties, {
      authorizerUri: 'AuthorizerUri',
      authorizerCredentials: 'AuthorizerCredentials',
      identitySource: 'IdentitySource',
      identityValidationExpression: 'IdentityValidationExpression',
    }),
    ...(ttl !== undefined && { authorizerResultTtlInSeconds: ttl }),
  };
}

function validator({ id, properties }: RestApiPart): RequestValidatorRecord {
  return {
    id,
    name: stringOf(properties.Name) ?? id,
    validateRequestBody: booleanOf(properties.ValidateRequestBody) ?? false,
    validateRequestParameters: booleanOf(properties.ValidateRequestParameters) ?? false,
  };
}

/** Members of the record that the properties have as texts. */
export function texts(
  properties: JsonObject,
  names: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const found = Object.entries(names).flatMap(([name, property]) => {
    const text = stringOf(properties[property]);
    return text === undefined ? [] : [[name, text] as const];
  });
  return Object.fromEntries(found);
}

/** A map of texts that a template has, under the record's name for it. */
export function textMap(name: string, value: unknown): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return value === undefined ? {} : { [name]: stringsOf(objectOf(value)) };
}
