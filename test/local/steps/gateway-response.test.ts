import { describe, expect, it } from '@jest/globals';
import type { Refusal } from '../../../lib/local/steps/exchange.ts';
import { gatewayResponse } from '../../../lib/local/steps/gateway-response.ts';
import {
  AUTHORIZER_CONFIGURATION_ERROR,
  BAD_LAMBDA_ANSWER,
  EXPLICIT_DENY,
  INTEGRATION_TIMEOUT,
  INVALID_API_KEY,
  INVALID_REQUEST_BODY,
  MISSING_AUTHENTICATION_TOKEN,
  missingParameters,
  QUOTA_EXCEEDED,
  THROTTLED,
  UNAUTHORIZED,
} from '../../../lib/local/steps/refusals.ts';
import { arrivalAt, exchangeAt, type Json, mockIntegration, openApi, stageOf } from '../../support/local-api.ts';

const paths = { '/pets/{petId}': { get: mockIntegration('ok') } };
const stageWith = (responses: Json) => stageOf(openApi(paths, { 'x-amazon-apigateway-gateway-responses': responses }));

function headersOf(headers: readonly string[]): Record<string, string> {
  return Object.fromEntries(headers.flatMap((name, i) => (i % 2 === 0 ? [[name, headers[i + 1] ?? '']] : [])));
}

describe('gatewayResponse', () => {
  it.each<[refusal: Refusal, status: number, body: string, errorType: string]>([
    [
      MISSING_AUTHENTICATION_TOKEN,
      403,
      '{"message":"Missing Authentication Token"}',
      'MissingAuthenticationTokenException',
    ],
    [INVALID_API_KEY, 403, '{"message":"Forbidden"}', 'ForbiddenException'],
    [UNAUTHORIZED, 401, '{"message":"Unauthorized"}', 'UnauthorizedException'],
    [
      EXPLICIT_DENY,
      403,
      '{"Message":"User is not authorized to access this resource with an explicit deny in an identity-based policy"}',
      'AccessDeniedException',
    ],
    [AUTHORIZER_CONFIGURATION_ERROR, 500, '{"message":null}', 'AuthorizerConfigurationException'],
    [THROTTLED, 429, '{"message":"Too Many Requests"}', 'TooManyRequestsException'],
    [QUOTA_EXCEEDED, 429, '{"message":"Limit Exceeded"}', 'LimitExceededException'],
    [
      missingParameters(['x-header-param', 'issuer', 'qs1']),
      400,
      '{"message": "Missing required request parameters: [x-header-param, issuer, qs1]"}',
      'BadRequestException',
    ],
    [INVALID_REQUEST_BODY, 400, '{"message": "Invalid request body"}', 'BadRequestException'],
    [BAD_LAMBDA_ANSWER, 502, '{"message": "Internal server error"}', 'InternalServerErrorException'],
    [INTEGRATION_TIMEOUT, 504, '{"message": "Endpoint request timed out"}', 'InternalServerErrorException'],
  ])('writes %j as the service does', (refusal, status, body, errorType) => {
    const answer = gatewayResponse(refusal, arrivalAt(stageOf(openApi(paths))));
    expect(answer).toMatchObject({ status, body });
    expect(headersOf(answer.headers)).toEqual({
      'Content-Type': 'application/json',
      'x-amzn-RequestId': '11111111-2222-3333-4444-555555555555',
      'x-amz-apigw-id': 'AAAAAAAAAAAAAAA=',
      'x-amzn-ErrorType': errorType,
    });
  });

  it('gives DEFAULT_4XX to every type without customisation, and nothing of it to the others', () => {
    const stage = stageWith({
      DEFAULT_4XX: {
        statusCode: '400',
        responseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" },
      },
      UNAUTHORIZED: { statusCode: 499 },
    });
    const inherited = gatewayResponse(THROTTLED, arrivalAt(stage));
    expect(inherited).toMatchObject({ status: 400, body: '{"message":"Too Many Requests"}' });
    expect(headersOf(inherited.headers)).toMatchObject({ 'Access-Control-Allow-Origin': '*' });
    const own = gatewayResponse(UNAUTHORIZED, arrivalAt(stage));
    expect(own).toMatchObject({ status: 499, body: '{"message":"Unauthorized"}' });
    expect(own.headers).not.toContain('Access-Control-Allow-Origin');
  });

  it('substitutes variables in templates and maps headers of the request', () => {
    const stage = stageWith({
      BAD_REQUEST_BODY: {
        responseParameters: {
          'gatewayresponse.header.X-Path': 'method.request.path.petId',
          'gatewayresponse.header.X-Query': 'method.request.querystring.q',
          'gatewayresponse.header.X-Absent': 'method.request.header.absent',
        },
        responseTemplates: {
          'application/problem+json':
            '{"m":$context.error.messageString,"t":"$context.error.responseType","why":"${context.error.validationErrorString}","id":"$context.requestId","v":"$stageVariables.none","price":"$5"}',
        },
      },
    });
    const exchange = exchangeAt(stage, { stagePath: '/pets/7', query: 'q=a%20b' });
    const answer = gatewayResponse({ ...INVALID_REQUEST_BODY, validationError: '[bad]' }, exchange);
    expect(answer.body).toBe(
      '{"m":"Invalid request body","t":"BAD_REQUEST_BODY","why":"[bad]","id":"11111111-2222-3333-4444-555555555555","v":"","price":"$5"}',
    );
    expect(headersOf(answer.headers)).toMatchObject({
      'Content-Type': 'application/problem+json',
      'X-Path': '7',
      'X-Query': 'a b',
    });
    expect(answer.headers).not.toContain('X-Absent');
    const injected = exchangeAt(stage, { stagePath: '/pets/7', query: 'q=a%0d%0ab' });
    expect(gatewayResponse(INVALID_REQUEST_BODY, injected).headers).not.toContain('X-Query');
  });
});
