import type { ApiModel, Operation } from '../api-model.ts';
import type { GatewayContext } from './gateway-bindings.ts';

const API_KEY = 'apiKey';

/** API Gateway knows only `apiKey` schemes; what is behind one, its extensions say. */
export function securitySchemes(
  { operations }: ApiModel,
  { bindings, authorizer }: GatewayContext,
): Readonly<Record<string, object>> {
  const keys = operations.some(({ security }) => security.apiKey);
  return {
    ...(authorizer !== undefined && { [authorizer]: authorizerScheme(bindings) }),
    ...(keys && { [API_KEY]: { type: 'apiKey', in: 'header', name: 'x-api-key' } }),
  };
}

/** Nothing is cached and there is no identity source, so every request reaches it. */
function authorizerScheme({ authorizerUri }: GatewayContext['bindings']): object {
  if (authorizerUri === undefined) throw new Error('bug: an operation needs a token, but no authorizerUri is bound');
  return {
    type: 'apiKey',
    in: 'header',
    name: 'Unused',
    'x-amazon-apigateway-authtype': 'custom',
    'x-amazon-apigateway-authorizer': {
      type: 'request',
      authorizerUri,
      authorizerResultTtlInSeconds: 0,
    },
  };
}

/** Always explicit: whether a document's root `security` is inherited, API Gateway's documentation and service disagree. */
export function methodSecurity(
  operations: readonly Operation[],
  authorizer: string | undefined,
): readonly Readonly<Record<string, readonly never[]>>[] {
  const demands = operations.map(({ security }) => ({
    key: security.apiKey,
    token: security.requirements !== undefined,
  }));
  const [first = { key: false, token: false }] = demands;
  if (demands.some(({ key, token }) => key !== first.key || token !== first.token)) {
    throw new Error(
      `bug: operations ${operations.map(({ id }) => id).join(', ')} share a method but not their security`,
    );
  }
  // One object: both must hold.
  const requirement = {
    ...(first.token && authorizer !== undefined && { [authorizer]: [] }),
    ...(first.key && { [API_KEY]: [] }),
  };
  return first.key || first.token ? [requirement] : [];
}
