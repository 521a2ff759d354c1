import type { APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import type { AuthorizerRequest } from '../adapters/credentials/verifier.ts';

/** Of API Gateway's REQUEST event, what is read. */
export type AuthorizerEvent = Pick<
  APIGatewayRequestAuthorizerEvent,
  'methodArn' | 'resource' | 'httpMethod' | 'pathParameters' | 'multiValueHeaders' | 'multiValueQueryStringParameters'
> & {
  readonly requestContext: Pick<APIGatewayRequestAuthorizerEvent['requestContext'], 'domainName' | 'path'> & {
    readonly identity: {
      readonly sourceIp: string;
      readonly clientCert?: { readonly clientCertPem: string } | null;
    };
  };
};

/** The event as verifiers read it. */
export function authorizerRequest(event: AuthorizerEvent): AuthorizerRequest {
  const { domainName = '', path, identity } = event.requestContext;
  return {
    method: event.httpMethod,
    stage: event.methodArn.split('/', 2)[1] ?? '',
    domainName,
    requestPath: path,
    sourceIp: identity.sourceIp,
    multiValueHeaders: event.multiValueHeaders ?? {},
    multiValueQueryStringParameters: event.multiValueQueryStringParameters ?? {},
    clientCertPem: identity.clientCert?.clientCertPem,
  };
}
