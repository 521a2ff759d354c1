import { asObject, type JsonObject, stringOf } from '../json-values.ts';
import type { ApiRecord } from '../rest-api/api-record.ts';
import type { PatchOperation } from '../state/local-state.ts';
import { patchEndpoint } from './patch-endpoint.ts';
import { invalidPatchPath, invalidPath, ONLY_REPLACE } from './patch-error.ts';
import { pointerParts } from './pointer-parts.ts';

type Patch = (api: ApiRecord, patch: Required<Pick<PatchOperation, 'op' | 'path' | 'value'>>) => ApiRecord | string;

const PATCHES: Readonly<Record<string, Patch>> = {
  '/description': ({ description: _, ...api }, { op, value }) =>
    op === 'remove' ? api : { ...api, description: value },
  '/name': (api, { value }) => ({ ...api, name: value }),
  '/apiKeySource': (api, { value }) => ({ ...api, apiKeySource: value === 'AUTHORIZER' ? 'AUTHORIZER' : 'HEADER' }),
  '/minimumCompressionSize': (api, { op, value }) =>
    op === 'replace' ? withCompression(api, value === '' ? undefined : Number(value)) : ONLY_REPLACE,
  '/policy': (api, { op, value }) => withPolicy(api, op === 'remove' ? '' : value),
  '/disableExecuteApiEndpoint': (api, { value }) => ({ ...api, disableExecuteApiEndpoint: value === 'true' }),
  '/binaryMediaTypes': patchBinaryTypes,
};

/** One of UpdateRestApi's operations; a string says what is wrong with it (recorded). */
export function patchRestApi(api: ApiRecord, { op, path, value = '' }: PatchOperation): ApiRecord | string {
  const member = `/${pointerParts(path)[0]}`;
  if (member === '/endpointConfiguration') {
    const endpointConfiguration = patchEndpoint(api.endpointConfiguration, op, path, value);
    return typeof endpointConfiguration === 'string' ? endpointConfiguration : { ...api, endpointConfiguration };
  }
  const patch = Object.hasOwn(PATCHES, member) ? PATCHES[member] : undefined;
  return patch === undefined
    ? invalidPath(op, path, [...Object.keys(PATCHES), '/endpointConfiguration/types/{type}'])
    : patch(api, { op, path, value });
}

/** A list that is patched as a map; what replaces another comes last. */
function patchBinaryTypes(...[api, { op, path, value }]: Parameters<Patch>): ApiRecord | string {
  const type = pointerParts(path)[1];
  if (type === undefined) return invalidPatchPath(path);
  const others = api.binaryMediaTypes.filter((other) => other !== type);
  return { ...api, binaryMediaTypes: op === 'remove' ? others : [...others, op === 'add' ? type : value] };
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

/** Bytes (recorded message). */
const MAX_COMPRESSION = 10_485_760;

export function compressionProblem(size: number | undefined): string | undefined {
  return size === undefined || (Number.isInteger(size) && size >= 0 && size <= MAX_COMPRESSION)
    ? undefined
    : `Invalid minimum compression size, must be between 0 and ${MAX_COMPRESSION}`;
}

export function parsePolicy(text: unknown): JsonObject | undefined {
  try {
    return asObject(JSON.parse(stringOf(text) ?? ''));
  } catch {
    return undefined;
  }
}
