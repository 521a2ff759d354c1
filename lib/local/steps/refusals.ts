/** API Gateway's own error answers, recorded from the service: status, error type and message. */
import type { GatewayResponseType } from '../rest-api/rest-api.ts';
import type { Refusal } from './exchange.ts';

function refusal(type: GatewayResponseType, status: number, errorType: string, message: string | null): Refusal {
  return { kind: 'refusal', type, status, errorType, message };
}

export const MISSING_AUTHENTICATION_TOKEN = refusal(
  'MISSING_AUTHENTICATION_TOKEN',
  403,
  'MissingAuthenticationTokenException',
  'Missing Authentication Token',
);
export const UNAUTHORIZED = refusal('UNAUTHORIZED', 401, 'UnauthorizedException', 'Unauthorized');
export const EXPLICIT_DENY = refusal(
  'ACCESS_DENIED',
  403,
  'AccessDeniedException',
  'User is not authorized to access this resource with an explicit deny in an identity-based policy',
);
export const IMPLICIT_DENY = refusal(
  'ACCESS_DENIED',
  403,
  'AccessDeniedException',
  'User is not authorized to access this resource',
);
export const AUTHORIZER_CONFIGURATION_ERROR = refusal(
  'AUTHORIZER_CONFIGURATION_ERROR',
  500,
  'AuthorizerConfigurationException',
  null,
);
export const INVALID_API_KEY = refusal('INVALID_API_KEY', 403, 'ForbiddenException', 'Forbidden');
export const QUOTA_EXCEEDED = refusal('QUOTA_EXCEEDED', 429, 'LimitExceededException', 'Limit Exceeded');
export const THROTTLED = refusal('THROTTLED', 429, 'TooManyRequestsException', 'Too Many Requests');
export const UNSUPPORTED_MEDIA_TYPE = refusal(
  'UNSUPPORTED_MEDIA_TYPE',
  415,
  'BadRequestException',
  'Unsupported Media Type',
);
export const URI_TOO_LONG = refusal('REQUEST_TOO_LARGE', 414, 'RequestTooLargeException', 'Request URI too long');
export const REQUEST_TOO_LARGE = refusal('REQUEST_TOO_LARGE', 413, 'RequestTooLargeException', 'Request Too Long');
export const INVALID_REQUEST_BODY = refusal('BAD_REQUEST_BODY', 400, 'BadRequestException', 'Invalid request body');
/** Of a function that is no proxy's, whose event must be JSON; what follows the colon is Java's parser's in AWS. */
export const UNPARSABLE_BODY = refusal(
  'DEFAULT_4XX',
  400,
  'BadRequestException',
  'Could not parse request body into json: it is no JSON',
);
export const API_CONFIGURATION_ERROR = refusal(
  'API_CONFIGURATION_ERROR',
  500,
  'InternalServerErrorException',
  'Internal server error',
);
/** A Lambda function that failed or whose answer is malformed. */
export const BAD_LAMBDA_ANSWER = refusal('DEFAULT_5XX', 502, 'InternalServerErrorException', 'Internal server error');
export const INTEGRATION_FAILURE = refusal(
  'INTEGRATION_FAILURE',
  504,
  'InternalServerErrorException',
  'Network error communicating with endpoint',
);
export const INTEGRATION_TIMEOUT = refusal(
  'INTEGRATION_TIMEOUT',
  504,
  'InternalServerErrorException',
  'Endpoint request timed out',
);

export function missingParameters(names: readonly string[]): Refusal {
  return refusal(
    'BAD_REQUEST_PARAMETERS',
    400,
    'BadRequestException',
    `Missing required request parameters: [${names.join(', ')}]`,
  );
}

/** In the words of IAM, the account's number masked (captured). */
export function deniedByPolicy(
  { accountId }: { readonly accountId: string },
  methodArn: string,
  explicit: boolean,
): Refusal {
  const masked = methodArn.replace(`:${accountId}:`, `:********${accountId.slice(-4)}:`);
  const message = `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${masked}`;
  return refusal(
    'ACCESS_DENIED',
    403,
    'AccessDeniedException',
    explicit ? `${message} with an explicit deny` : message,
  );
}
