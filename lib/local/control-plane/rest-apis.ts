import { asObject, booleanOf, listOf, listOfStrings, numberOf, stringOf } from '../json-values.ts';
import type { ApiRecord } from '../rest-api/api-record.ts';
import { newApi } from '../rest-api/new-api.ts';
import { readTags } from './api-keys.ts';
import { ACCOUNT, changeRecord, ofApi } from './change-api.ts';
import { ACCEPTED, type ControlAnswer, ok, refused } from './control-answer.ts';
import type { ControlOperation } from './control-plane.ts';
import { patchOperations } from './control-request.ts';
import { newId } from './new-id.ts';
import { page } from './page.ts';
import { compressionProblem, parsePolicy, patchRestApi } from './patch-rest-api.ts';

export const createRestApi: ControlOperation = ({ body }, tools) => {
  const name = stringOf(body.name) ?? '';
  if (name === '') return refused(400, 'REST API name must be non-empty');
  const description = stringOf(body.description);
  const version = stringOf(body.version);
  const policy = parsePolicy(body.policy);
  const minimumCompressionSize = numberOf(body.minimumCompressionSize);
  const endpoint = asObject(body.endpointConfiguration);
  const problem =
    (description === '' ? 'Description cannot be an empty string' : undefined) ??
    compressionProblem(minimumCompressionSize) ??
    (listOf(endpoint?.types).length > 1 ? 'Cannot create an api with multiple Endpoint Types.' : undefined);
  if (problem !== undefined) return refused(400, problem);
  const api = newApi({
    ...ACCOUNT,
    id: newId(),
    name,
    createdDate: Math.floor(tools.clock() / 1000),
    ...(description !== undefined && { description }),
    ...(version !== undefined && { version }),
    ...(policy !== undefined && { policy }),
    ...(minimumCompressionSize !== undefined && { minimumCompressionSize }),
    ...(body.apiKeySource === 'AUTHORIZER' && { apiKeySource: 'AUTHORIZER' as const }),
    binaryMediaTypes: listOfStrings(body.binaryMediaTypes),
    disableExecuteApiEndpoint: booleanOf(body.disableExecuteApiEndpoint) ?? false,
    endpointConfiguration: {
      types: ['EDGE'],
      ipAddressType: listOf(endpoint?.types).includes('PRIVATE') ? 'dualstack' : 'ipv4',
      ...endpoint,
    },
    tags: readTags(body.tags),
  });
  tools.apis().put({ api, deployments: [], stages: [] });
  return ok(apiBody(api), 201);
};

export const getRestApis: ControlOperation = ({ query }, { apis }) =>
  page(
    apis()
      .list()
      .map(({ api }) => api),
    query,
    apiBody,
  );

export const getRestApi: ControlOperation = (_, tools, [id = '']) => ofApi(tools, id, ({ api }) => ok(apiBody(api)));

export const deleteRestApi: ControlOperation = (_, tools, [id = '']) =>
  ofApi(tools, id, () => {
    tools.apis().delete(id);
    return ACCEPTED;
  });

export const updateRestApi: ControlOperation = ({ body }, tools, [id = '']) =>
  changeRecord(tools, id, (before) => {
    let api = before;
    for (const patch of patchOperations(body)) {
      const next = patchRestApi(api, patch);
      if (typeof next === 'string') return refused(400, next);
      api = next;
    }
    return { api, answer: ok(apiBody(api)) };
  });

/** As the control plane shows an API. */
export function apiBody(api: ApiRecord): Readonly<Record<string, unknown>> {
  return {
    id: api.id,
    name: api.name,
    description: api.description,
    version: api.version,
    createdDate: api.createdDate,
    ...(api.binaryMediaTypes.length > 0 && { binaryMediaTypes: api.binaryMediaTypes }),
    minimumCompressionSize: api.minimumCompressionSize,
    apiKeySource: api.apiKeySource,
    endpointConfiguration: api.endpointConfiguration,
    ...(api.policy !== undefined && { policy: JSON.stringify(api.policy) }),
    tags: api.tags,
    disableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
    rootResourceId: api.resources[0]?.id,
  };
}

/** With what its last import warned of. */
export function importedBody(api: ApiRecord): ControlAnswer['body'] {
  return { ...apiBody(api), ...(api.warnings !== undefined && { warnings: api.warnings }) };
}
