import { booleanOf, stringOf } from '../json-values.ts';
import type { RequestValidatorRecord } from '../rest-api/api-record.ts';
import { changeRecord, ofApi } from './change-api.ts';
import { ACCEPTED, ok, refused } from './control-answer.ts';
import type { ControlOperation } from './control-plane.ts';
import { patchOperations } from './control-request.ts';
import { newId } from './new-id.ts';
import { page } from './page.ts';
import { unsupportedPatch } from './patch-error.ts';
import { patchRecord } from './patch-record.ts';

export const createRequestValidator: ControlOperation = ({ body }, tools, [apiId = '']) =>
  // In words of its own, recorded.
  tools.apis().get(apiId) === undefined
    ? refused(400, 'Invalid REST API identifier specified')
    : changeRecord(tools, apiId, (api) => {
        const validator: RequestValidatorRecord = {
          id: newId(6),
          name: stringOf(body.name) ?? '',
          validateRequestBody: booleanOf(body.validateRequestBody) ?? false,
          validateRequestParameters: booleanOf(body.validateRequestParameters) ?? false,
        };
        return {
          api: { ...api, requestValidators: [...api.requestValidators, validator] },
          answer: ok(validator, 201),
        };
      });

export const getRequestValidators: ControlOperation = ({ query }, tools, [apiId = '']) =>
  ofApi(tools, apiId, ({ api }) => page(api.requestValidators, query, (validator) => validator));

export const getRequestValidator: ControlOperation = (_, tools, [apiId = '', id = '']) =>
  ofApi(tools, apiId, ({ api }) => {
    const validator = api.requestValidators.find((item) => item.id === id);
    return validator === undefined ? unknownValidator() : ok(validator);
  });

export const updateRequestValidator: ControlOperation = ({ body }, tools, [apiId = '', id = '']) =>
  changeRecord(tools, apiId, (api) => {
    const before = api.requestValidators.find((item) => item.id === id);
    if (before === undefined) return unknownValidator();
    const patches = patchOperations(body);
    const other = patches.find(({ op }) => op !== 'replace');
    if (other !== undefined) return refused(400, unsupportedPatch(other));
    const validator = patchRecord(before, patches, {
      '/name': 'text',
      '/validateRequestParameters': 'boolean',
      '/validateRequestBody': 'boolean',
    });
    if (typeof validator === 'string') return refused(400, validator);
    if (validator.name === '') return refused(400, 'Request Validator name cannot be blank');
    const requestValidators = api.requestValidators.map((item) => (item === before ? validator : item));
    return { api: { ...api, requestValidators }, answer: ok(validator) };
  });

export const deleteRequestValidator: ControlOperation = (_, tools, [apiId = '', id = '']) =>
  changeRecord(tools, apiId, (api) => {
    const requestValidators = api.requestValidators.filter((item) => item.id !== id);
    if (requestValidators.length === api.requestValidators.length) return unknownValidator();
    return { api: { ...api, requestValidators }, answer: ACCEPTED };
  });

function unknownValidator() {
  return refused(404, 'Invalid Request Validator identifier specified');
}
