import { stringOf } from '../json-values.ts';
import type { ApiRecord, ResourceRecord } from '../rest-api/api-record.ts';
import { partProblem } from '../rest-api/resource-rules.ts';
import type { PatchOperation } from '../state/local-state.ts';
import { changeRecord, ofApi } from './change-api.ts';
import { ACCEPTED, type ControlAnswer, ok, refused } from './control-answer.ts';
import type { ControlOperation } from './control-plane.ts';
import { patchOperations } from './control-request.ts';
import { newId } from './new-id.ts';
import { page } from './page.ts';
import { invalidPath, unsupportedPatch } from './patch-error.ts';

export const createResource: ControlOperation = ({ body }, tools, [apiId = '', parentId = '']) =>
  changeRecord(tools, apiId, (api) => {
    const parent = api.resources.find(({ id }) => id === parentId);
    const pathPart = stringOf(body.pathPart) ?? '';
    if (parent === undefined) return unknownResource();
    const problem = placeProblem(api, parent, pathPart);
    if (problem !== undefined) return refused(problem.status, problem.message);
    const resource = { id: newId(6), parentId, pathPart, path: pathBelow(parent, pathPart), resourceMethods: {} };
    return { api: { ...api, resources: [...api.resources, resource] }, answer: ok(resourceBody(resource, false), 201) };
  });

export const getResources: ControlOperation = ({ query }, tools, [apiId = '']) =>
  ofApi(tools, apiId, ({ api }) => {
    const embed = query.getAll('embed').includes('methods');
    return page(api.resources, query, (resource) => resourceBody(resource, embed));
  });

export const getResource: ControlOperation = ({ query }, tools, [apiId = '', id = '']) =>
  ofApi(tools, apiId, ({ api }) => {
    const resource = api.resources.find((item) => item.id === id);
    const embed = query.getAll('embed').includes('methods');
    return resource === undefined ? unknownResource() : ok(resourceBody(resource, embed));
  });

/** With all that is below it. */
export const deleteResource: ControlOperation = (_, tools, [apiId = '', id = '']) =>
  changeRecord(tools, apiId, (api) => {
    const resource = api.resources.find((item) => item.id === id);
    if (resource === undefined) return unknownResource();
    if (resource.path === '/') return refused(400, 'Root resource cannot be deleted');
    const resources = api.resources.filter(
      ({ path }) => path !== resource.path && !path.startsWith(`${resource.path}/`),
    );
    return { api: { ...api, resources }, answer: ACCEPTED };
  });

/** `replace /pathPart` and `replace /parentId`. */
export const updateResource: ControlOperation = ({ body }, tools, [apiId = '', id = '']) =>
  changeRecord(tools, apiId, (before) => {
    let api = before;
    for (const patch of patchOperations(body)) {
      const next: ApiRecord | ControlAnswer = patchResource(api, id, patch);
      if ('status' in next) return next;
      api = next;
    }
    const resource = api.resources.find((item) => item.id === id);
    return resource === undefined ? unknownResource() : { api, answer: ok(resourceBody(resource, false)) };
  });

function patchResource(
  api: ApiRecord,
  id: string,
  { op, path, value = '' }: PatchOperation,
): ApiRecord | ControlAnswer {
  const resource = api.resources.find((item) => item.id === id);
  if (resource === undefined) return unknownResource();
  if (path !== '/pathPart' && path !== '/parentId')
    return refused(400, invalidPath(op, path, ['/parentId', '/pathPart']));
  if (op !== 'replace') return refused(400, unsupportedPatch({ op, path }));
  if (resource.path === '/') return refused(400, `Root resource cannot update its ${path.slice(1)}.`);
  const pathPart = path === '/pathPart' ? value : (resource.pathPart ?? '');
  const parentId = path === '/parentId' ? value : resource.parentId;
  const parent = api.resources.find((item) => item.id === parentId);
  if (parent === undefined) return unknownResource();
  if (`${parent.path}/`.startsWith(`${resource.path}/`)) return refused(400, 'Resources cannot be cyclical.');
  const problem = placeProblem(api, parent, pathPart, id);
  if (problem !== undefined) return refused(problem.status, problem.message);
  const after = { ...resource, parentId: parent.id, pathPart };
  return { ...api, resources: moved(api.resources, resource, after, parent) };
}

function moved(
  resources: readonly ResourceRecord[],
  before: ResourceRecord,
  after: ResourceRecord,
  parent: ResourceRecord,
): readonly ResourceRecord[] {
  const path = pathBelow(parent, after.pathPart ?? '');
  return resources.map((item) => {
    if (item.id === before.id) return { ...after, path };
    return item.path.startsWith(`${before.path}/`)
      ? { ...item, path: `${path}${item.path.slice(before.path.length)}` }
      : item;
  });
}

function placeProblem(api: ApiRecord, parent: ResourceRecord, pathPart: string, except?: string) {
  const siblings = api.resources.filter(({ parentId, id }) => parentId === parent.id && id !== except);
  return partProblem(siblings, parent, pathPart);
}

function pathBelow(parent: ResourceRecord, pathPart: string): string {
  return `${parent.path === '/' ? '' : parent.path}/${pathPart}`;
}

export function unknownResource() {
  return refused(404, 'Invalid Resource identifier specified');
}

function resourceBody(
  { resourceMethods, ...resource }: ResourceRecord,
  embed: boolean,
): Readonly<Record<string, unknown>> {
  const methods = Object.entries(resourceMethods).map(([name, method]) => [name, embed ? method : {}] as const);
  return { ...resource, ...(methods.length > 0 && { resourceMethods: Object.fromEntries(methods) }) };
}
