import { asObject, stringOf } from '../json-values.ts';
import type { ModelRecord } from '../rest-api/api-record.ts';
import { changeRecord, ofApi } from './change-api.ts';
import { ACCEPTED, ok, refused } from './control-answer.ts';
import type { ControlOperation } from './control-plane.ts';
import { patchOperations } from './control-request.ts';
import { newId } from './new-id.ts';
import { page } from './page.ts';
import { unsupportedPatch } from './patch-error.ts';
import { patchRecord } from './patch-record.ts';

export const createModel: ControlOperation = ({ body }, tools, [apiId = '']) =>
  changeRecord(tools, apiId, (api) => {
    const name = stringOf(body.name) ?? '';
    const schema = parse(stringOf(body.schema));
    if (name === '') return refused(400, 'Model name must be non-empty');
    if (!/^[A-Za-z0-9]+$/.test(name)) return refused(400, `Model name must be alphanumeric: ${name}`);
    if (api.models.some((model) => model.name === name))
      return refused(409, 'Model name already exists for this REST API');
    if (schema === undefined) return refused(400, 'Model schema must have at least 1 property or array items defined');
    const description = stringOf(body.description);
    const model: ModelRecord = {
      id: newId(6),
      name,
      ...(description !== undefined && { description }),
      contentType: stringOf(body.contentType) ?? 'application/json',
      schema,
    };
    return { api: { ...api, models: [...api.models, model] }, answer: ok(modelBody(model), 201) };
  });

export const getModels: ControlOperation = ({ query }, tools, [apiId = '']) =>
  ofApi(tools, apiId, ({ api }) => page(api.models, query, modelBody));

export const getModel: ControlOperation = (_, tools, [apiId = '', name = '']) =>
  ofApi(tools, apiId, ({ api }) => {
    const model = api.models.find((item) => item.name === name);
    return model === undefined ? unknownModel(name) : ok(modelBody(model));
  });

export const updateModel: ControlOperation = ({ body }, tools, [apiId = '', name = '']) =>
  changeRecord(tools, apiId, (api) => {
    const before = api.models.find((item) => item.name === name);
    if (before === undefined) return unknownModel(name);
    const patches = patchOperations(body);
    const added = patches.find(({ op }) => op === 'add');
    if (added !== undefined) return refused(400, unsupportedPatch(added));
    const shown = patchRecord(modelBody(before), patches, { '/description': 'text', '/schema': 'text' });
    if (typeof shown === 'string') return refused(400, shown);
    const schema = parse(stringOf(shown.schema));
    if (schema === undefined) return refused(400, 'Model schema must have at least 1 property or array items defined');
    const model: ModelRecord = { ...before, ...shown, schema };
    return {
      api: { ...api, models: api.models.map((item) => (item === before ? model : item)) },
      answer: ok(modelBody(model)),
    };
  });

export const deleteModel: ControlOperation = (_, tools, [apiId = '', name = '']) =>
  changeRecord(tools, apiId, (api) => {
    const models = api.models.filter((item) => item.name !== name);
    if (models.length === api.models.length) return unknownModel(name);
    const user = api.resources
      .flatMap((resource) => Object.values(resource.resourceMethods).map((method) => ({ resource, method })))
      .find(({ method }) => Object.values(method.requestModels ?? {}).includes(name));
    if (user !== undefined) {
      const place = `${user.resource.path}/${user.method.httpMethod}`;
      return refused(409, `Cannot delete model '${name}', is referenced in method request: ${place}`);
    }
    return { api: { ...api, models }, answer: ACCEPTED };
  });

function parse(text: string | undefined): unknown {
  try {
    return asObject(JSON.parse(text ?? ''));
  } catch {
    return undefined;
  }
}

function unknownModel(name: string) {
  return refused(404, `Invalid model name specified: ${name}`);
}

/** The schema is a text on the wire. */
function modelBody({ schema, ...model }: ModelRecord): Omit<ModelRecord, 'schema'> & { readonly schema: string } {
  return { ...model, schema: JSON.stringify(schema) };
}
