import { asObject, type JsonObject, listOfStrings, numberOf, stringOf, stringsOf } from '../json-values.ts';
import type { IntegrationRecord, IntegrationResponseRecord } from '../rest-api/api-record.ts';
import { DEFAULT_TIMEOUT } from '../rest-api/import/import-integration.ts';
import { integrationProblem, responseProblem } from '../rest-api/integration-rules.ts';
import { invalid, NO_CONTENT, ok, refused } from './control-answer.ts';
import type { ControlOperation } from './control-plane.ts';
import { patchOperations } from './control-request.ts';
import { changeMethod, ofMethod, unknownStatus } from './methods.ts';
import { notInSet } from './patch-error.ts';
import { patchRecord } from './patch-record.ts';

const TYPES = ['HTTP', 'MOCK', 'AWS_PROXY', 'HTTP_PROXY', 'AWS'];

export const putIntegration: ControlOperation = ({ body }, tools, ids) =>
  changeMethod(tools, ids, (method) => {
    const type = stringOf(body.type) ?? '';
    if (!isType(type)) return invalid([notInSet(type, 'putIntegrationInput.type', TYPES)]);
    const integration = readIntegration(type, body, ids[1] ?? '');
    const problem = integrationProblem(integration, method.requestParameters ?? {});
    if (problem !== undefined) return refused(400, problem);
    return { method: { ...method, methodIntegration: integration }, answer: ok(integration, 201) };
  });

export const getIntegration: ControlOperation = (_, tools, ids) =>
  ofMethod(tools, ids, ({ methodIntegration }) =>
    methodIntegration === undefined ? unknownIntegration() : ok(methodIntegration),
  );

export const deleteIntegration: ControlOperation = (_, tools, ids) =>
  changeMethod(tools, ids, ({ methodIntegration, ...method }) =>
    methodIntegration === undefined ? unknownIntegration() : { method, answer: NO_CONTENT },
  );

export const updateIntegration: ControlOperation = ({ body }, tools, ids) =>
  changeMethod(tools, ids, (method) => {
    if (method.methodIntegration === undefined) return unknownIntegration();
    const patches = patchOperations(body);
    const methodIntegration = patchRecord(method.methodIntegration, patches, INTEGRATION_PATHS);
    if (typeof methodIntegration === 'string') return refused(400, methodIntegration);
    const problem = integrationProblem(methodIntegration, method.requestParameters ?? {});
    if (problem !== undefined) return refused(400, problem);
    return { method: { ...method, methodIntegration }, answer: ok(methodIntegration) };
  });

const INTEGRATION_PATHS = {
  '/type': 'text',
  '/httpMethod': 'text',
  '/uri': 'text',
  '/connectionType': 'text',
  '/connectionId': 'text',
  '/credentials': 'text',
  '/passthroughBehavior': 'text',
  '/contentHandling': 'text',
  '/timeoutInMillis': 'number',
  '/cacheNamespace': 'text',
  '/cacheKeyParameters': 'list',
  '/requestParameters': 'map',
  '/requestTemplates': 'map',
  '/responseTransferMode': 'text',
} as const;

export const putIntegrationResponse: ControlOperation = ({ body }, tools, ids) =>
  changeMethod(tools, ids, (method) => {
    const statusCode = ids[3] ?? '';
    const integration = method.methodIntegration;
    if (integration === undefined) return unknownIntegration();
    if (method.methodResponses?.[statusCode] === undefined) return unknownStatus();
    const response = readResponse(statusCode, body);
    const problem = responseProblem(response, method.methodResponses);
    if (problem !== undefined) return refused(400, problem);
    const integrationResponses = { ...integration.integrationResponses, [statusCode]: response };
    return {
      method: { ...method, methodIntegration: { ...integration, integrationResponses } },
      answer: ok(response, 201),
    };
  });

export const getIntegrationResponse: ControlOperation = (_, tools, ids) =>
  ofMethod(tools, ids, ({ methodIntegration }) => {
    if (methodIntegration === undefined) return unknownIntegration();
    const response = methodIntegration.integrationResponses?.[ids[3] ?? ''];
    return response === undefined ? unknownStatus() : ok(response);
  });

export const updateIntegrationResponse: ControlOperation = ({ body }, tools, ids) =>
  changeMethod(tools, ids, (method) => {
    const integration = method.methodIntegration;
    const before = integration?.integrationResponses?.[ids[3] ?? ''];
    if (integration === undefined || before === undefined) return unknownStatus();
    const response = patchRecord(before, patchOperations(body), RESPONSE_PATHS);
    if (typeof response === 'string') return refused(400, response);
    const problem = responseProblem(response, method.methodResponses);
    if (problem !== undefined) return refused(400, problem);
    const integrationResponses = { ...integration.integrationResponses, [before.statusCode]: response };
    return { method: { ...method, methodIntegration: { ...integration, integrationResponses } }, answer: ok(response) };
  });

const RESPONSE_PATHS = {
  '/selectionPattern': 'text',
  '/responseParameters': 'map',
  '/responseTemplates': 'map',
  '/contentHandling': 'text',
} as const;

export const deleteIntegrationResponse: ControlOperation = (_, tools, ids) =>
  changeMethod(tools, ids, (method) => {
    const integration = method.methodIntegration;
    const { [ids[3] ?? '']: gone, ...integrationResponses } = integration?.integrationResponses ?? {};
    if (integration === undefined) return unknownIntegration();
    if (gone === undefined) return unknownStatus();
    return {
      method: { ...method, methodIntegration: { ...integration, integrationResponses } },
      answer: NO_CONTENT,
    };
  });

function isType(type: string): type is IntegrationRecord['type'] {
  return TYPES.includes(type);
}

function readIntegration(type: IntegrationRecord['type'], body: JsonObject, resourceId: string): IntegrationRecord {
  const texts = [
    'uri',
    'connectionType',
    'connectionId',
    'integrationTarget',
    'credentials',
    'contentHandling',
  ].flatMap((name) => (stringOf(body[name]) === undefined ? [] : [[name, stringOf(body[name])] as const]));
  const httpMethod = stringOf(body.httpMethod) ?? stringOf(body.integrationHttpMethod);
  const maps = ['requestParameters', 'requestTemplates'].flatMap((name) =>
    asObject(body[name]) === undefined ? [] : [[name, stringsOf(body[name])] as const],
  );
  const tlsConfig = asObject(body.tlsConfig);
  return {
    type,
    ...(httpMethod !== undefined && { httpMethod }),
    ...Object.fromEntries(texts),
    ...Object.fromEntries(maps),
    ...(tlsConfig !== undefined && { tlsConfig }),
    ...(body.responseTransferMode === 'STREAM' && { responseTransferMode: 'STREAM' }),
    passthroughBehavior: stringOf(body.passthroughBehavior) ?? 'WHEN_NO_MATCH',
    timeoutInMillis: numberOf(body.timeoutInMillis) ?? DEFAULT_TIMEOUT,
    cacheNamespace: stringOf(body.cacheNamespace) ?? resourceId,
    cacheKeyParameters: listOfStrings(body.cacheKeyParameters),
  };
}

function readResponse(statusCode: string, body: JsonObject): IntegrationResponseRecord {
  const [selectionPattern, contentHandling] = [body.selectionPattern, body.contentHandling].map(stringOf);
  const maps = ['responseParameters', 'responseTemplates'].flatMap((name) =>
    asObject(body[name]) === undefined
      ? []
      : [
          [
            name,
            stringsOf(
              Object.fromEntries(Object.entries(asObject(body[name]) ?? {}).map(([type, text]) => [type, text ?? ''])),
            ),
          ] as const,
        ],
  );
  return {
    statusCode,
    ...(selectionPattern !== undefined && { selectionPattern }),
    ...Object.fromEntries(maps),
    ...(contentHandling !== undefined && { contentHandling }),
  };
}

function unknownIntegration() {
  return refused(404, 'Invalid Integration identifier specified');
}
