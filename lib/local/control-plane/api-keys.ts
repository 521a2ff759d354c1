import { asObject, stringOf } from '../json-values.ts';
import { newKeyValue } from '../plans/load-plans.ts';
import type { PatchOperation, StoredApiKey } from '../state/local-state.ts';
import { ACCEPTED, ok, refused } from './control-answer.ts';
import type { ControlOperation } from './control-plane.ts';
import { patchOperations } from './control-request.ts';
import { newId } from './new-id.ts';
import { page } from './page.ts';
import { invalidPath } from './patch-error.ts';

const PATCHABLE = ['/description', '/enabled', '/name', '/customerId'];
/** Characters (recorded). */
const MAX_NAME = 1024;
const MAX_DESCRIPTION = 125_000;

export const createApiKey: ControlOperation = ({ body }, { state, clock }) => {
  const value = stringOf(body.value) || newKeyValue();
  const problem = keyValueProblem(value);
  if (problem !== undefined) return refused(400, problem);
  if (state.apiKeys.findByValue(value) !== undefined) return refused(409, 'API Key already exists');
  const name = stringOf(body.name) ?? '';
  if (name.length > MAX_NAME) return refused(400, NAME_TOO_LONG);
  const description = stringOf(body.description) ?? '';
  if (description.length > MAX_DESCRIPTION) return refused(400, DESCRIPTION_TOO_LONG);
  const now = clock();
  const key: StoredApiKey = {
    id: newId(),
    value,
    name,
    description,
    // The API's default is false, CDK's is true.
    enabled: body.enabled === true,
    customerId: stringOf(body.customerId) ?? '',
    tags: readTags(body.tags),
    createdDate: now,
    lastUpdatedDate: now,
  };
  state.apiKeys.put(key);
  return ok(keyBody(key, true), 201);
};

export const getApiKeys: ControlOperation = ({ query }, { state }) => {
  const prefix = query.get('name') ?? '';
  const customerId = query.get('customerId');
  const keys = state.apiKeys
    .list()
    .filter((key) => key.name.startsWith(prefix) && (customerId === null || key.customerId === customerId));
  const includeValues = query.get('includeValues') === 'true';
  return page(keys, query, (key) => keyBody(key, includeValues));
};

export const getApiKey: ControlOperation = ({ query }, { state }, [id = '']) => {
  const key = state.apiKeys.get(id);
  return key === undefined ? unknownKey() : ok(keyBody(key, query.get('includeValue') === 'true'));
};

export const updateApiKey: ControlOperation = ({ body }, { state, clock }, [id = '']) => {
  let key = state.apiKeys.get(id);
  if (key === undefined) return unknownKey();
  for (const patch of patchOperations(body)) {
    const next: StoredApiKey | string = patchKey(key, patch);
    if (typeof next === 'string') return refused(400, next);
    key = next;
  }
  key = { ...key, lastUpdatedDate: clock() };
  state.apiKeys.put(key);
  return ok({ ...keyBody(key, false), tags: key.tags });
};

export const deleteApiKey: ControlOperation = (_, { state }, [id = '']) => {
  if (state.apiKeys.get(id) === undefined) return unknownKey();
  state.apiKeys.delete(id);
  return ACCEPTED;
};

const NAME_TOO_LONG = `Invalid API Key name, can be at most ${MAX_NAME} characters.`;
const DESCRIPTION_TOO_LONG = 'Invalid API Key description specified.';

/** Recorded messages. */
export function keyValueProblem(value: string): string | undefined {
  if (value.length < 20) return 'API Key value should be at least 20 characters';
  return value.length > 128 ? 'API Key value exceeds maximum size of 128 characters' : undefined;
}

function patchKey(key: StoredApiKey, { op, path, value = '' }: PatchOperation): StoredApiKey | string {
  if (op !== 'replace') return invalidPath(op, path, []);
  switch (path) {
    case '/enabled':
      return { ...key, enabled: value.toLowerCase() === 'true' };
    case '/name':
      return value.length > MAX_NAME ? NAME_TOO_LONG : { ...key, name: value };
    case '/description':
      return value.length > MAX_DESCRIPTION ? DESCRIPTION_TOO_LONG : { ...key, description: value };
    case '/customerId':
      return { ...key, customerId: value };
    default:
      return invalidPath(op, path, PATCHABLE);
  }
}

function keyBody(key: StoredApiKey, withValue: boolean): Readonly<Record<string, unknown>> {
  return {
    id: key.id,
    ...(withValue && { value: key.value }),
    ...(key.name !== '' && { name: key.name }),
    ...(key.customerId !== '' && { customerId: key.customerId }),
    ...(key.description !== '' && { description: key.description }),
    enabled: key.enabled,
    createdDate: Math.floor(key.createdDate / 1000),
    lastUpdatedDate: Math.floor(key.lastUpdatedDate / 1000),
    stageKeys: [],
    ...(Object.keys(key.tags).length > 0 && { tags: key.tags }),
  };
}

export function readTags(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(asObject(value) ?? {}).map(([name, tag]) => [name, String(tag)]));
}

function unknownKey() {
  return refused(404, 'Invalid API Key identifier specified');
}
