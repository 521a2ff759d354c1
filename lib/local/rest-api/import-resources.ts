import { createHash } from 'node:crypto';
import { asObject, type JsonObject, stringOf } from '../json-values.ts';
import type { ImportContext } from './import-context.ts';
import { importIntegration } from './import-integration.ts';
import { importParameters } from './import-parameters.ts';
import { importSecurity } from './import-security.ts';
import { importValidation } from './import-validation.ts';
import type { Method, Resource } from './rest-api.ts';

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
const STATIC_SEGMENT = /^[A-Za-z0-9_.,:-]+$/;
const VARIABLE_SEGMENT = /^\{([A-Za-z0-9._:-]+)(\+?)\}$/;

/** The resources of all paths that have methods, with API Gateway's rules for path parts. */
export function importResources(context: ImportContext): readonly Resource[] {
  const variables = new Map<string, string>();
  return context.body.paths.map(([writtenPath, item]) => {
    const path = writtenPath.length > 1 && writtenPath.endsWith('/') ? writtenPath.slice(0, -1) : writtenPath;
    checkPath(context, variables, path);
    const id = resourceId(context.apiId, path);
    const methods = Object.entries(METHODS).flatMap(([key, httpMethod]) => {
      const operation = asObject(item[key]);
      return operation === undefined ? [] : importMethod(context, { id, path, item }, httpMethod, operation);
    });
    return { id, path, methods };
  });
}

function importMethod(
  context: ImportContext,
  resource: { readonly id: string; readonly path: string; readonly item: JsonObject },
  httpMethod: string,
  operation: JsonObject,
): Method[] {
  const place = `${httpMethod} ${resource.path}`;
  const parameters = importParameters(context, resource.item, operation);
  const integration = importIntegration(context, place, operation);
  const security = importSecurity(context, place, operation);
  const validation = importValidation(context, place, operation, parameters, resource.path);
  if (integration === undefined) return [];
  return [
    {
      resourceId: resource.id,
      resourcePath: resource.path,
      httpMethod,
      operationName: stringOf(operation.operationId),
      ...security,
      ...validation,
      integration,
    },
  ];
}

function checkPath(context: ImportContext, variables: Map<string, string>, path: string): void {
  const segments = path === '/' ? [] : path.slice(1).split('/');
  let parent = '';
  for (const [index, segment] of segments.entries()) {
    const greedy = VARIABLE_SEGMENT.exec(segment)?.[2];
    if (greedy === undefined && !STATIC_SEGMENT.test(segment)) {
      context.problems.invalid(
        path,
        `path part ${JSON.stringify(segment)}: only letters, digits, _-.,: or one whole {variable}`,
      );
    }
    if (greedy === '+' && index < segments.length - 1) {
      context.problems.invalid(path, `Cannot create a child of a resource with a greedy path variable: ${segment}`);
    }
    const sibling = greedy === undefined ? segment : (variables.get(parent) ?? segment);
    if (sibling !== segment) {
      context.problems.invalid(
        path,
        `A sibling (${sibling}) of this resource already has a variable path part -- only one is allowed`,
      );
    }
    if (greedy !== undefined) variables.set(parent, sibling);
    parent = `${parent}/${segment}`;
  }
}

function resourceId(apiId: string, path: string): string {
  const digest = createHash('sha256').update(`${apiId}${path}`).digest();
  return digest.readUIntBE(0, 6).toString(36).padStart(6, '0').slice(-6);
}
