import { proxyEvent } from '../support/proxy-event.ts';

/** A request of the example's `getBlueprint` as API Gateway asks its authorizer about it. */
export function authorizerEvent(headers: Record<string, string[]>) {
  const path = '/blueprints/bp-1';
  return {
    ...proxyEvent({ resource: '/blueprints/{id}', path, pathParameters: { id: 'bp-1' }, headers }),
    type: 'REQUEST',
    methodArn: `arn:aws:execute-api:us-east-1:000000000000:abcdefghij/bench/GET${path}`,
  };
}
