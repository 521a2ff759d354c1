import { asObject, type JsonObject, stringOf } from '../json-values.ts';
import type { BodyModel } from './body-model.ts';
import type { ImportContext } from './import-context.ts';
import { requiredParameters } from './import-parameters.ts';
import type { Method } from './rest-api.ts';

/** What a method checks of a request: nothing without a validator. */
export function importValidation(
  context: ImportContext,
  place: string,
  operation: JsonObject,
  parameters: readonly JsonObject[],
  path: string,
): Pick<Method, 'requiredParameters' | 'bodyModels'> {
  const validator = findValidator(context, place, operation);
  return {
    requiredParameters: validator?.validateRequestParameters === true ? requiredParameters(parameters, path) : [],
    bodyModels: validator?.validateRequestBody === true ? importBodyModels(context, operation, parameters) : undefined,
  };
}

function findValidator(context: ImportContext, place: string, operation: JsonObject): JsonObject | undefined {
  const { root } = context.body;
  const name = stringOf(
    operation['x-amazon-apigateway-request-validator'] ?? root['x-amazon-apigateway-request-validator'],
  );
  if (name === undefined) return undefined;
  const validator = asObject(asObject(root['x-amazon-apigateway-request-validators'])?.[name]);
  if (validator === undefined) context.problems.invalid(place, `there is no request validator "${name}"`);
  return validator;
}

function importBodyModels(
  context: ImportContext,
  operation: JsonObject,
  parameters: readonly JsonObject[],
): ReadonlyMap<string, BodyModel> | undefined {
  const models = new Map<string, BodyModel>();
  for (const [mediaType, schema] of context.body.requestSchemas(operation, parameters)) {
    models.set(mediaType.toLowerCase(), context.bodyModel(schema));
  }
  return models.size > 0 ? models : undefined;
}
