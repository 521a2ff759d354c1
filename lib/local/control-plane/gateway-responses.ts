import { asObject, stringsOf } from '../json-values.ts';
import type { ApiRecord, GatewayResponseRecord } from '../rest-api/api-record.ts';
import {
  GATEWAY_RESPONSE_STATUSES,
  gatewayResponse,
  isGatewayResponseType,
} from '../rest-api/gateway-response-types.ts';
import type { GatewayResponseType } from '../rest-api/rest-api.ts';
import { changeRecord, ofApi } from './change-api.ts';
import { ACCEPTED, type ControlAnswer, invalid, ok, refused } from './control-answer.ts';
import type { ControlOperation } from './control-plane.ts';
import { patchOperations } from './control-request.ts';
import { patchByRules } from './patch-by-rules.ts';
import { invalidPatchPath, notInSet } from './patch-error.ts';

const TYPES = Object.keys(GATEWAY_RESPONSE_STATUSES);
const DEFAULT_TEMPLATES = { 'application/json': '{"message":$context.error.messageString}' };

export const getGatewayResponses: ControlOperation = (_, tools, [apiId = '']) =>
  ofApi(tools, apiId, ({ api }) => ok({ item: TYPES.filter(isGatewayResponseType).map((type) => shown(api, type)) }));

export const getGatewayResponse: ControlOperation = (_, tools, [apiId = '', type = '']) =>
  ofApi(tools, apiId, ({ api }) => (isGatewayResponseType(type) ? ok(shown(api, type)) : unknownType(type)));

export const putGatewayResponse: ControlOperation = ({ body }, tools, [apiId = '', type = '']) =>
  changeRecord(tools, apiId, (api) => {
    if (!isGatewayResponseType(type)) return unknownType(type);
    const templates = asObject(body.responseTemplates);
    const parameters = stringsOf(body.responseParameters);
    const problem = Object.entries(parameters).map(parameterProblem).find(Boolean);
    if (problem !== undefined) return refused(400, problem);
    const response = gatewayResponse(type, body.statusCode, parameters, stringsOf(templates));
    const next = withResponse(api, response);
    return { api: next, answer: ok(shown(next, type), 201) };
  });

export const updateGatewayResponse: ControlOperation = ({ body }, tools, [apiId = '', type = '']) =>
  changeRecord(tools, apiId, (api) => {
    if (!isGatewayResponseType(type)) return unknownType(type);
    const { responseType, statusCode, responseParameters, responseTemplates } = shown(api, type);
    const before = gatewayResponse(responseType, statusCode, responseParameters, responseTemplates);
    const patched = patchByRules(before, patchOperations(body), RULES);
    if (!('record' in patched)) return patched;
    const next = withResponse(api, patched.record);
    return { api: next, answer: ok(shown(next, type)) };
  });

const RULES = {
  paths: { '/statusCode': 'text', '/responseParameters': 'map', '/responseTemplates': 'map' },
  onlyReplaced: invalidPatchPath,
  missing: { '/responseParameters': 'Invalid parameter name specified' },
} as const;

export const deleteGatewayResponse: ControlOperation = (_, tools, [apiId = '', type = '']) =>
  changeRecord(tools, apiId, (api) => {
    const gatewayResponses = api.gatewayResponses.filter(({ responseType }) => responseType !== type);
    if (gatewayResponses.length === api.gatewayResponses.length)
      return refused(404, 'Gateway response type not defined on api');
    return { api: { ...api, gatewayResponses }, answer: ACCEPTED };
  });

function withResponse(api: ApiRecord, response: GatewayResponseRecord): ApiRecord {
  const others = api.gatewayResponses.filter(({ responseType }) => responseType !== response.responseType);
  return { ...api, gatewayResponses: [...others, response] };
}

/** One that is not customised takes all of its class's; one that is takes its own defaults for what it leaves out (recorded). */
function shown(
  { gatewayResponses }: ApiRecord,
  type: GatewayResponseType,
): GatewayResponseRecord & { readonly defaultResponse: boolean } {
  const own = gatewayResponses.find(({ responseType }) => responseType === type);
  const status = GATEWAY_RESPONSE_STATUSES[type];
  const parent = status === undefined ? undefined : status.startsWith('4') ? 'DEFAULT_4XX' : 'DEFAULT_5XX';
  const custom = own ?? gatewayResponses.find(({ responseType }) => responseType === parent);
  const statusCode = custom?.statusCode ?? status;
  const templates = custom?.responseTemplates ?? {};
  return {
    responseType: type,
    ...(statusCode !== undefined && { statusCode }),
    responseParameters: custom?.responseParameters ?? {},
    responseTemplates: Object.keys(templates).length === 0 ? DEFAULT_TEMPLATES : templates,
    defaultResponse: own === undefined,
  };
}

const SOURCE =
  /^(?:'[^']*'|method\.request\.(?:header|path|querystring|multivalueheader|multivaluequerystring)\..+|context\..+|stageVariables\..+)$/s;

function parameterProblem([target, source]: readonly [string, string]): string | undefined {
  if (!/^gatewayresponse\.header\.[\w.$-]+$/.test(target))
    return `Invalid Gateway Response parameter mapping: ${target}`;
  return SOURCE.test(source) ? undefined : `Invalid mapping expression specified: ${source}`;
}

function unknownType(type: string): ControlAnswer {
  return invalid([notInSet(type, 'responseType', TYPES)]);
}
