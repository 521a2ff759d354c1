import { listOf, numberOf, stringOf } from '../json-values.ts';
import type { AuthorizerRecord } from '../rest-api/api-record.ts';
import { changeRecord, ofApi } from './change-api.ts';
import { ACCEPTED, ok, refused } from './control-answer.ts';
import type { ControlOperation } from './control-plane.ts';
import { patchOperations } from './control-request.ts';
import { newId } from './new-id.ts';
import { page } from './page.ts';
import { patchRecord } from './patch-record.ts';

const TEXTS = [
  'name',
  'type',
  'authType',
  'authorizerUri',
  'authorizerCredentials',
  'identitySource',
  'identityValidationExpression',
] as const;

export const createAuthorizer: ControlOperation = ({ body }, tools, [apiId = '']) =>
  changeRecord(tools, apiId, (api) => {
    const texts = TEXTS.flatMap((name) => (stringOf(body[name]) === undefined ? [] : [[name, body[name]] as const]));
    const ttl = numberOf(body.authorizerResultTtlInSeconds);
    const providers = listOf(body.providerARNs).map(String);
    const authorizer: AuthorizerRecord = {
      id: newId(6),
      name: '',
      type: '',
      authType: 'custom',
      ...Object.fromEntries(texts),
      ...(providers.length > 0 && { providerARNs: providers }),
      ...(ttl !== undefined && { authorizerResultTtlInSeconds: ttl }),
    };
    if (authorizer.name === '') return refused(400, 'Authorizer name must be non-empty');
    if (api.authorizers.some(({ name }) => name === authorizer.name))
      return refused(
        409,
        `Authorizer name must be unique. Authorizer ${authorizer.name} already exists in this RestApi.`,
      );
    return { api: { ...api, authorizers: [...api.authorizers, authorizer] }, answer: ok(authorizer, 201) };
  });

export const getAuthorizers: ControlOperation = ({ query }, tools, [apiId = '']) =>
  ofApi(tools, apiId, ({ api }) => page(api.authorizers, query, (authorizer) => authorizer));

export const getAuthorizer: ControlOperation = (_, tools, [apiId = '', id = '']) =>
  ofApi(tools, apiId, ({ api }) => {
    const authorizer = api.authorizers.find((item) => item.id === id);
    return authorizer === undefined ? unknownAuthorizer() : ok(authorizer);
  });

export const updateAuthorizer: ControlOperation = ({ body }, tools, [apiId = '', id = '']) =>
  changeRecord(tools, apiId, (api) => {
    const before = api.authorizers.find((item) => item.id === id);
    if (before === undefined) return unknownAuthorizer();
    const authorizer = patchRecord(before, patchOperations(body), PATHS);
    if (typeof authorizer === 'string') return refused(400, authorizer);
    const authorizers = api.authorizers.map((item) => (item === before ? authorizer : item));
    return { api: { ...api, authorizers }, answer: ok(authorizer) };
  });

const PATHS = {
  '/name': 'text',
  '/authorizerUri': 'text',
  '/authorizerCredentials': 'text',
  '/authorizerResultTtlInSeconds': 'number',
  '/identitySource': 'text',
  '/identityValidationExpression': 'text',
  '/providerARNs': 'list',
} as const;

export const deleteAuthorizer: ControlOperation = (_, tools, [apiId = '', id = '']) =>
  changeRecord(tools, apiId, (api) => {
    const authorizers = api.authorizers.filter((item) => item.id !== id);
    if (authorizers.length === api.authorizers.length) return unknownAuthorizer();
    return { api: { ...api, authorizers }, answer: ACCEPTED };
  });

function unknownAuthorizer() {
  return refused(404, 'Invalid Authorizer identifier specified');
}
