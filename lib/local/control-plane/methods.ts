import { asObject, booleanOf, type JsonObject, listOfStrings, stringOf, stringsOf } from '../json-values.ts';
import type { ApiRecord, MethodRecord, MethodResponseRecord } from '../rest-api/api-record.ts';
import { changeRecord, ofApi } from './change-api.ts';
import { type ControlAnswer, NO_CONTENT, ok, refused } from './control-answer.ts';
import type { ControlOperation, ControlPlaneTools } from './control-plane.ts';
import { patchOperations } from './control-request.ts';
import { patchRecord } from './patch-record.ts';
import { unknownResource } from './resources.ts';

const VERBS = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'ANY'];

export const putMethod: ControlOperation = ({ body }, tools, [apiId = '', resourceId = '', verb = '']) =>
  changeRecord(tools, apiId, (api) => {
    const resource = api.resources.find(({ id }) => id === resourceId);
    if (resource === undefined) return unknownResource();
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
    const method = patchRecord(before, patchOperations(body), METHOD_PATHS);
    if (typeof method === 'string') return refused(400, method);
    const problem = methodProblem(api, method);
    return problem === undefined ? { method, answer: ok(method) } : refused(400, problem);
  });

const METHOD_PATHS = {
  '/authorizationType': 'text',
  '/authorizerId': 'text',
  '/authorizationScopes': 'list',
  '/apiKeyRequired': 'boolean',
  '/operationName': 'text',
  '/requestValidatorId': 'text',
  '/requestParameters': 'map of booleans',
  '/requestModels': 'map',
} as const;

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
    const response = patchRecord(before, patchOperations(body), RESPONSE_PATHS);
    if (typeof response === 'string') return refused(400, response);
    const methodResponses = { ...method.methodResponses, [before.statusCode]: response };
    return { method: { ...method, methodResponses }, answer: ok(response) };
  });

const RESPONSE_PATHS = { '/responseParameters': 'map of booleans', '/responseModels': 'map' } as const;

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
  return ofApi(tools, apiId, ({ api }) => {
    const resource = api.resources.find(({ id }) => id === resourceId);
    const method = resource?.resourceMethods[verb];
    return resource === undefined ? unknownResource() : method === undefined ? unknownMethod() : read(method);
  });
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
  return changeRecord(tools, apiId, (api) => {
    const resource = api.resources.find(({ id }) => id === resourceId);
    const method = resource?.resourceMethods[verb];
    if (resource === undefined) return unknownResource();
    if (method === undefined) return unknownMethod();
    const result = change(method, api);
    return 'method' in result
      ? { api: withMethod(api, resourceId, verb, result.method), answer: result.answer }
      : result;
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

function methodProblem(api: ApiRecord, method: MethodRecord): string | undefined {
  const { authorizationType, authorizerId, requestValidatorId, requestModels = {}, requestParameters = {} } = method;
  const names = Object.keys(requestParameters).map((target) => target.split('.').slice(3).join('.'));
  if (new Set(names).size < names.length) return 'Parameter names must be unique across querystring, header and path';
  if (authorizationType === 'CUSTOM' && !api.authorizers.some(({ id }) => id === authorizerId))
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
