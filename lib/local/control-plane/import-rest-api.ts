import { createRequire } from 'node:module';
import { asObject, type JsonObject } from '../json-values.ts';
import { apiProblems } from '../rest-api/api-problems.ts';
import type { ApiRecord } from '../rest-api/api-record.ts';
import type { BasePathMode } from '../rest-api/import/base-path.ts';
import { INVALID_INPUT, importApi } from '../rest-api/import/import-api.ts';
import { newApi } from '../rest-api/new-api.ts';
import { ACCOUNT, changeRecord } from './change-api.ts';
import { type ControlAnswer, ok, refused } from './control-answer.ts';
import type { ControlOperation } from './control-plane.ts';
import type { ControlRequest } from './control-request.ts';
import { newId } from './new-id.ts';
import { importedBody } from './rest-apis.ts';

const require = createRequire(import.meta.url);

/** ImportRestApi: a new API from a document. */
export const importRestApi: ControlOperation = (request, tools) => {
  const createdDate = Math.floor(tools.clock() / 1000);
  const empty = newApi({ ...ACCOUNT, id: newId(), name: '', createdDate });
  const api = importInto(empty, request, false);
  if ('status' in api) return api;
  tools.apis().put({ api, deployments: [], stages: [] });
  return ok(importedBody(api), 201);
};

/** PutRestApi: `merge` adds to what is there, `overwrite` takes its place; what is deployed stays as it is. */
export const putRestApi: ControlOperation = (request, tools, [id = '']) =>
  changeRecord(tools, id, (before) => {
    const api = importInto(before, request, request.query.get('mode') !== 'overwrite');
    return 'status' in api ? api : { api, answer: ok(importedBody(api)) };
  });

function importInto(before: ApiRecord, { rawBody, query }: ControlRequest, merge: boolean): ApiRecord | ControlAnswer {
  const value = parse(rawBody);
  if (value === undefined) return refused(400, INVALID_INPUT);
  const problems = apiProblems(() => {});
  const mode = (query.get('basepath') ?? query.get('basePath') ?? 'ignore') as BasePathMode;
  const parts = importApi(before, value, mode, problems);
  const failures = query.get('failonwarnings') === 'true' ? problems.warnings : [];
  if (problems.refusals.includes(INVALID_INPUT)) return refused(400, INVALID_INPUT);
  if (problems.refusals.length > 0)
    return refused(400, `Errors found during import:\n\t${problems.refusals.join('\n\t')}`);
  if (failures.length > 0) return refused(400, `Warnings found during import:\n\t${failures.join('\n\t')}`);
  const { warnings: _, ...rest } = before;
  const next: ApiRecord = merge ? mergeApis(rest, parts) : { ...rest, ...parts };
  return problems.warnings.length > 0 ? { ...next, warnings: problems.warnings } : next;
}

/** The new definition wins, what it does not name stays. */
function mergeApis(before: ApiRecord, parts: Partial<ApiRecord>): ApiRecord {
  return {
    ...before,
    ...parts,
    name: before.name,
    binaryMediaTypes: [...new Set([...before.binaryMediaTypes, ...(parts.binaryMediaTypes ?? [])])],
    resources: mergeBy(before.resources, parts.resources, ({ path }) => path).map((resource) => {
      const known = before.resources.find(({ path }) => path === resource.path);
      return { ...resource, resourceMethods: { ...known?.resourceMethods, ...resource.resourceMethods } };
    }),
    models: mergeBy(before.models, parts.models, ({ name }) => name),
    authorizers: mergeBy(before.authorizers, parts.authorizers, ({ name }) => name),
    requestValidators: mergeBy(before.requestValidators, parts.requestValidators, ({ name }) => name),
    gatewayResponses: mergeBy(before.gatewayResponses, parts.gatewayResponses, ({ responseType }) => responseType),
  };
}

function mergeBy<Item>(before: readonly Item[], after: readonly Item[] = [], key: (item: Item) => string): Item[] {
  const all = new Map(before.map((item) => [key(item), item]));
  for (const item of after) all.set(key(item), item);
  return [...all.values()];
}

function parse(text: string): JsonObject | undefined {
  try {
    if (text.trimStart().startsWith('{')) return asObject(JSON.parse(text));
    const yaml = require('js-yaml') as typeof import('js-yaml'); // its own types; few documents come so
    return asObject(yaml.load(text));
  } catch {
    return undefined;
  }
}
