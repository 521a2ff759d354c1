import { asObject, booleanOf, type JsonObject, listOfStrings, stringOf, stringsOf } from '../json-values.ts';
import type { ApiRecord, MethodRecord, MethodResponseRecord, ResourceRecord } from '../rest-api/api-record.ts';
import { noExpression } from '../rest-api/integration-rules.ts';
import { changeRecord } from './change-api.ts';
import { type ControlAnswer, NO_CONTENT, ok, refused } from './control-answer.ts';
import type { ControlOperation, ControlPlaneTools } from './control-plane.ts';
import { patchOperations } from './control-request.ts';
import { patchByRules } from './patch-by-rules.ts';
import { ONLY_REPLACE } from './patch-error.ts';
import { unknownResource } from './resources.ts';

const VERBS = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'ANY'];

export const putMethod: ControlOperation = ({ body }, tools, [apiId = '', resourceId = '', verb = '']) =>
  changeResource(tools, apiId, resourceId, (resource, api) => {
    if (!VERBS.includes(verb))
      return refused(400, 'Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY');
    if (verb in resource.resourceMethods) return refused(409, 'Method already exists for this resource');
    const method = readMethod(verb, body);
    const problem = methodProblem(api, method);
    if (problem !== undefined) return refused(400, problem);
    return { api: withMethod(api, resourceId, verb, method), answer: ok(method, 201) };
  });

export const getMethod: ControlOperation = (_, tools, ids) => ofMethod(tools, ids, (method) => ok(method));

export const deleteMethod: ControlOperation = (_, tools, ids) =>
  changeMethod(tools, ids, () => ({ method: undefined, answer: NO_CONTENT }));

export const updateMethod: ControlOperation = ({ body }, tools, ids) =>
  changeMethod(tools, ids, (before, api) => {
    const patched = patchByRules(before, patchOperations(body), METHOD_RULES);
    if (!('record' in patched)) return patched;
    const method = withoutIdle(patched.record);
    const problem = methodProblem(api, method);
    return problem === undefined ? { method, answer: ok(method) } : refused(400, problem);
  });

const METHOD_RULES = {
  paths: {
    '/authorizationType': 'text',
    '/authorizerId': 'text',
    '/authorizationScopes': 'list',
    '/apiKeyRequired': 'boolean',
    '/operationName': 'text',
    '/requestValidatorId': 'text',
    '/requestParameters': 'map of booleans',
    '/requestModels': 'map',
  },
  onlyReplaced: () => ONLY_REPLACE,
  missing: {},
} as const;

/** An authorizer that nothing asks is not kept (recorded); a validator is taken away by an empty text. */
function withoutIdle({ authorizerId, requestValidatorId, ...method }: MethodRecord): MethodRecord {
  return {
    ...method,
    ...(authorizerId !== undefined && asksAuthorizer(method) && { authorizerId }),
    ...(requestValidatorId !== undefined && requestValidatorId !== '' && { requestValidatorId }),
  };
}

function asksAuthorizer({ authorizationType }: Pick<MethodRecord, 'authorizationType'>): boolean {
  return authorizationType === 'CUSTOM' || authorizationType === 'COGNITO_USER_POOLS';
}

export const putMethodResponse: ControlOperation = ({ body }, tools, ids) =>
  changeMethod(tools, ids, (method) => {
    const statusCode = ids[3] ?? '';
    const response = readResponse(statusCode, body);
    const methodResponses = { ...method.methodResponses, [statusCode]: response };
    return { method: { ...method, methodResponses }, answer: ok(response, 201) };
  });

export const getMethodResponse: ControlOperation = (_, tools, ids) =>
  ofMethod(tools, ids, ({ methodResponses }) => {
    const response = methodResponses?.[ids[3] ?? ''];
    return response === undefined ? unknownStatus() : ok(response);
  });

export const updateMethodResponse: ControlOperation = ({ body }, tools, ids) =>
  changeMethod(tools, ids, (method) => {
    const before = method.methodResponses?.[ids[3] ?? ''];
    if (before === undefined) return unknownStatus();
    const patched = patchByRules(before, patchOperations(body), RESPONSE_RULES);
    if (!('record' in patched)) return patched;
    const methodResponses = { ...method.methodResponses, [before.statusCode]: patched.record };
    return { method: { ...method, methodResponses }, answer: ok(patched.record) };
  });

const RESPONSE_RULES = {
  paths: { '/responseParameters': 'map of booleans', '/responseModels': 'map' },
  onlyReplaced: () => ONLY_REPLACE,
  missing: {
    '/responseParameters': 'Invalid parameter name specified',
    '/responseModels': 'Content-Type specified was not found',
  },
} as const;

export const deleteMethodResponse: ControlOperation = (_, tools, ids) =>
  changeMethod(tools, ids, (method) => {
    const { [ids[3] ?? '']: gone, ...methodResponses } = method.methodResponses ?? {};
    return gone === undefined ? unknownStatus() : { method: { ...method, methodResponses }, answer: NO_CONTENT };
  });

/** @param ids API, resource, verb */
export function ofMethod(
  tools: ControlPlaneTools,
  [apiId = '', resourceId = '', verb = '']: readonly string[],
  read: (method: MethodRecord) => ControlAnswer,
): ControlAnswer {
  const resource = tools
    .apis()
    .get(apiId)
    ?.api.resources.find(({ id }) => id === resourceId);
  const method = resource?.resourceMethods[verb];
  return resource === undefined ? unknownResource() : method === undefined ? unknownMethod() : read(method);
}

/** Changes a method, or takes it away. @param ids API, resource, verb */
export function changeMethod(
  tools: ControlPlaneTools,
  [apiId = '', resourceId = '', verb = '']: readonly string[],
  change: (
    method: MethodRecord,
    api: ApiRecord,
  ) => { readonly method: MethodRecord | undefined; readonly answer: ControlAnswer } | ControlAnswer,
): ControlAnswer {
  return changeResource(tools, apiId, resourceId, (resource, api) => {
    const method = resource.resourceMethods[verb];
    if (method === undefined) return unknownMethod();
    const result = change(method, api);
    return 'method' in result
      ? { api: withMethod(api, resourceId, verb, result.method), answer: result.answer }
      : result;
  });
}

/** Of an API that there is not, its resource is what is missed (recorded). */
function changeResource(
  tools: ControlPlaneTools,
  apiId: string,
  resourceId: string,
  change: (resource: ResourceRecord, api: ApiRecord) => ReturnType<Parameters<typeof changeRecord>[2]>,
): ControlAnswer {
  if (tools.apis().get(apiId) === undefined) return unknownResource();
  return changeRecord(tools, apiId, (api) => {
    const resource = api.resources.find(({ id }) => id === resourceId);
    return resource === undefined ? unknownResource() : change(resource, api);
  });
}

function withMethod(api: ApiRecord, resourceId: string, verb: string, method: MethodRecord | undefined): ApiRecord {
  const resources = api.resources.map((resource) => {
    if (resource.id !== resourceId) return resource;
    const { [verb]: _, ...others } = resource.resourceMethods;
    return { ...resource, resourceMethods: method === undefined ? others : { ...others, [verb]: method } };
  });
  return { ...api, resources };
}

function readMethod(httpMethod: string, body: JsonObject): MethodRecord {
  const [authorizerId, operationName, requestValidatorId] = [
    body.authorizerId,
    body.operationName,
    body.requestValidatorId,
  ].map(stringOf);
  const parameters = Object.entries(asObject(body.requestParameters) ?? {});
  const models = asObject(body.requestModels);
  const scopes = listOfStrings(body.authorizationScopes);
  return {
    httpMethod,
    authorizationType: stringOf(body.authorizationType) ?? 'NONE',
    ...(authorizerId !== undefined && { authorizerId }),
    ...(scopes.length > 0 && { authorizationScopes: scopes }),
    apiKeyRequired: booleanOf(body.apiKeyRequired) ?? false,
    ...(operationName !== undefined && { operationName }),
    ...(requestValidatorId !== undefined && { requestValidatorId }),
    ...(parameters.length > 0 && {
      requestParameters: Object.fromEntries(parameters.map(([name, on]) => [name, booleanOf(on) ?? false])),
    }),
    ...(models !== undefined && { requestModels: stringsOf(models) }),
  };
}

const PARAMETER = /^method\.request\.(?:multivalue)?(?:header|path|querystring)\.[\w.$-]+$/;

function methodProblem(api: ApiRecord, method: MethodRecord): string | undefined {
  const { authorizerId, requestValidatorId, requestModels = {}, requestParameters = {} } = method;
  const wrong = Object.keys(requestParameters).find((target) => !PARAMETER.test(target));
  if (wrong !== undefined) return noExpression(wrong);
  const names = Object.keys(requestParameters).map((target) => target.split('.').slice(3).join('.'));
  if (new Set(names).size < names.length) return 'Parameter names must be unique across querystring, header and path';
  if (asksAuthorizer(method) && !api.authorizers.some(({ id }) => id === authorizerId))
    return 'Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.';
  if (requestValidatorId !== undefined && !api.requestValidators.some(({ id }) => id === requestValidatorId))
    return 'Invalid Request Validator identifier specified';
  const missing = Object.values(requestModels).find(
    (name) => name !== 'Empty' && name !== 'Error' && !api.models.some((model) => model.name === name),
  );
  return missing === undefined ? undefined : `Invalid model identifier specified: ${missing}`;
}

function readResponse(statusCode: string, body: JsonObject): MethodResponseRecord {
  const parameters = Object.entries(asObject(body.responseParameters) ?? {});
  const models = asObject(body.responseModels);
  return {
    statusCode,
    ...(parameters.length > 0 && {
      responseParameters: Object.fromEntries(parameters.map(([name, on]) => [name, booleanOf(on) ?? false])),
    }),
    ...(models !== undefined && { responseModels: stringsOf(models) }),
  };
}

export function unknownMethod(): ControlAnswer {
  return refused(404, 'Invalid Method identifier specified');
}

export function unknownStatus(): ControlAnswer {
  return refused(404, 'Invalid Response status code specified');
}
