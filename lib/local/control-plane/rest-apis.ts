import { asObject, booleanOf, type JsonObject, listOf, listOfStrings, numberOf, stringOf } from '../json-values.ts';
import type { ApiRecord } from '../rest-api/api-record.ts';
import { newApi } from '../rest-api/new-api.ts';
import { readTags } from './api-keys.ts';
import { ACCOUNT, changeRecord, ofApi } from './change-api.ts';
import { ACCEPTED, type ControlAnswer, ok, refused } from './control-answer.ts';
import type { ControlOperation } from './control-plane.ts';
import { patchOperations } from './control-request.ts';
import { newId } from './new-id.ts';
import { page } from './page.ts';
import { invalidPath } from './patch-error.ts';
import { pointerParts } from './pointer-parts.ts';

/** Bytes (recorded message). */
const MAX_COMPRESSION = 10_485_760;

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
    endpointConfiguration: { types: ['EDGE'], ipAddressType: 'ipv4', ...endpoint },
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
    for (const { op, path, value = '' } of patchOperations(body)) {
      const next = patch(api, op, path, value);
      if (typeof next === 'string') return refused(400, next);
      api = next;
    }
    return { api, answer: ok(apiBody(api)) };
  });

const PATCHABLE = [
  '/description',
  '/name',
  '/apiKeySource',
  '/minimumCompressionSize',
  '/policy',
  '/disableExecuteApiEndpoint',
  '/binaryMediaTypes',
  '/endpointConfiguration/types/{type}',
];

function patch(api: ApiRecord, op: string, path: string, value: string): ApiRecord | string {
  const [member = '', part] = pointerParts(path);
  switch (member) {
    case 'name':
    case 'description':
      return { ...api, [member]: value };
    case 'apiKeySource':
      return { ...api, apiKeySource: value === 'AUTHORIZER' ? 'AUTHORIZER' : 'HEADER' };
    case 'disableExecuteApiEndpoint':
      return { ...api, disableExecuteApiEndpoint: value === 'true' };
    case 'policy':
      return withPolicy(api, op === 'remove' ? '' : value);
    case 'minimumCompressionSize':
      return withCompression(api, value === '' ? undefined : Number(value));
    case 'binaryMediaTypes': {
      const others = api.binaryMediaTypes.filter((type) => type !== part);
      return {
        ...api,
        binaryMediaTypes: op === 'remove' ? others : [...others, op === 'add' ? (part ?? value) : value],
      };
    }
    case 'endpointConfiguration':
      return { ...api, endpointConfiguration: { ...api.endpointConfiguration, types: [value] } };
    default:
      return invalidPath(op, path, PATCHABLE);
  }
}

function withPolicy({ policy: _, ...api }: ApiRecord, text: string): ApiRecord {
  const policy = parsePolicy(text);
  return policy === undefined ? api : { ...api, policy };
}

function withCompression(
  { minimumCompressionSize: _, ...api }: ApiRecord,
  size: number | undefined,
): ApiRecord | string {
  return compressionProblem(size) ?? (size === undefined ? api : { ...api, minimumCompressionSize: size });
}

function compressionProblem(size: number | undefined): string | undefined {
  return size === undefined || (Number.isInteger(size) && size >= 0 && size <= MAX_COMPRESSION)
    ? undefined
    : `Invalid minimum compression size, must be between 0 and ${MAX_COMPRESSION}`;
}

function parsePolicy(text: unknown): JsonObject | undefined {
  try {
    return asObject(JSON.parse(stringOf(text) ?? ''));
  } catch {
    return undefined;
  }
}

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
