import { asObject, type JsonObject } from '../../json-values.ts';
import type { MethodRecord, ResourceRecord } from '../api-record.ts';
import { resourceId } from '../record-ids.ts';
import { partProblem } from '../resource-rules.ts';
import type { ImportContext } from './import-context.ts';
import { importMethod } from './import-method.ts';

const METHODS: Readonly<Record<string, string>> = {
  get: 'GET',
  put: 'PUT',
  post: 'POST',
  delete: 'DELETE',
  options: 'OPTIONS',
  head: 'HEAD',
  patch: 'PATCH',
  'x-amazon-apigateway-any-method': 'ANY',
};

/** The resources of all paths and of what lies between, with API Gateway's rules for path parts. */
export function importResources(context: ImportContext, basePath: string): readonly ResourceRecord[] {
  const byPath = new Map<string, ResourceRecord>();
  const children = new Map<string, ResourceRecord[]>();
  const root: ResourceRecord = { id: resourceId(context.apiId, '/'), path: '/', resourceMethods: {} };
  byPath.set('/', root);
  for (const [writtenPath, item] of context.body.paths) {
    let parent = root;
    for (const part of `${basePath}${writtenPath}`.split('/').filter((segment) => segment !== '')) {
      parent = child(context, byPath, children, parent, part);
    }
    const resourceMethods = importMethods(context, parent, item);
    byPath.set(parent.path, { ...parent, resourceMethods: { ...parent.resourceMethods, ...resourceMethods } });
  }
  return [...byPath.values()];
}

function child(
  context: ImportContext,
  byPath: Map<string, ResourceRecord>,
  children: Map<string, ResourceRecord[]>,
  parent: ResourceRecord,
  part: string,
): ResourceRecord {
  const path = `${parent.path === '/' ? '' : parent.path}/${part}`;
  const known = byPath.get(path);
  if (known !== undefined) return known;
  const siblings = children.get(parent.id) ?? [];
  const problem = partProblem(siblings, parent, part);
  if (problem !== undefined) {
    context.problems.invalid(path, `Unable to create resource at path '${path}': ${problem.message}`);
  }
  const resource = {
    id: resourceId(context.apiId, path),
    parentId: parent.id,
    pathPart: part,
    path,
    resourceMethods: {},
  };
  byPath.set(path, resource);
  children.set(parent.id, [...siblings, resource]);
  return resource;
}

function importMethods(
  context: ImportContext,
  resource: ResourceRecord,
  item: JsonObject,
): Readonly<Record<string, MethodRecord>> {
  const methods: Record<string, MethodRecord> = {};
  for (const [key, httpMethod] of Object.entries(METHODS)) {
    const operation = asObject(item[key]);
    if (operation !== undefined) methods[httpMethod] = importMethod(context, resource, httpMethod, item, operation);
  }
  return methods;
}
