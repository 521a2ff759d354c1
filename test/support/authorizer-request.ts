import type { AuthorizerRequest } from '../../lambdas/adapters/credentials/verifier.ts';

/** A GET of https://api.example.com/prod/pets/1 without credentials, but for what is given. */
export function authorizerRequest(given: Partial<AuthorizerRequest> = {}): AuthorizerRequest {
  return {
    method: 'GET',
    stage: 'prod',
    domainName: 'api.example.com',
    requestPath: '/prod/pets/1',
    sourceIp: '192.0.2.1',
    multiValueHeaders: {},
    multiValueQueryStringParameters: {},
    clientCertPem: undefined,
    ...given,
  };
}
