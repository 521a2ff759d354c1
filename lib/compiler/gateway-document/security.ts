import type { CacheGroup, CredentialField } from '../../../lambdas/core/authorizer-config.ts';
import type { ApiModel, NativeAuthorization, Operation } from '../api-model.ts';
import type { GatewayContext } from './gateway-bindings.ts';
import { nativeName } from './guards.ts';

const API_KEY = 'apiKey';
const SIGV4 = 'sigv4';

/** API Gateway knows only `apiKey` schemes; what is behind one, its extensions say. */
export function securitySchemes(
  { operations }: ApiModel,
  { bindings, guards }: GatewayContext,
): Readonly<Record<string, object>> {
  const natives = operations.flatMap(({ security }) => security.native ?? []);
  const pools = natives.flatMap((native) => (native.kind === 'cognito' ? [native] : []));
  const authorizers = [...guards.authorizers].map(([name, kept]) => [name, authorizerScheme(bindings, kept)]);
  return {
    ...Object.fromEntries(authorizers),
    ...Object.fromEntries(pools.map((pool) => [nativeName(pool), poolScheme(pool)])),
    ...(natives.some(({ kind }) => kind === 'iam') && { [SIGV4]: { ...AUTHORIZATION, [AUTHTYPE]: 'awsSigv4' } }),
    ...(operations.some(({ security }) => security.apiKey) && {
      [API_KEY]: { type: 'apiKey', in: 'header', name: 'x-api-key' },
    }),
  };
}

const AUTHTYPE = 'x-amazon-apigateway-authtype';
const AUTHORIZATION = { type: 'apiKey', in: 'header', name: 'Authorization' };

/** Where nothing is kept there is no identity source either, so that every request reaches the authorizer. */
function authorizerScheme({ authorizerUri }: GatewayContext['bindings'], { sources, ttl }: CacheGroup): object {
  if (authorizerUri === undefined) throw new Error('bug: an operation needs a token, but no authorizerUri is bound');
  const [source, ...others] = sources;
  return {
    type: 'apiKey',
    in: source && others.length === 0 ? source.in : 'header',
    name: source && others.length === 0 ? source.name : 'Unused',
    [AUTHTYPE]: 'custom',
    'x-amazon-apigateway-authorizer': {
      type: 'request',
      authorizerUri,
      ...(sources.length > 0 && { identitySource: sources.map(sourceExpression).join(', ') }),
      authorizerResultTtlInSeconds: ttl,
    },
  };
}

const sourceExpression = ({ in: place, name }: CredentialField): string =>
  `method.request.${place === 'header' ? 'header' : 'querystring'}.${name}`;

const poolScheme = ({ userPools }: Extract<NativeAuthorization, { readonly kind: 'cognito' }>): object => ({
  ...AUTHORIZATION,
  [AUTHTYPE]: 'cognito_user_pools',
  'x-amazon-apigateway-authorizer': { type: 'cognito_user_pools', providerARNs: userPools },
});

type Requirement = Readonly<Record<string, readonly string[]>>;

/** Always explicit: whether a document's root `security` is inherited, API Gateway's documentation and service disagree. */
export function methodSecurity(operations: readonly Operation[], { guards }: GatewayContext): readonly Requirement[] {
  const demands = new Set(operations.map(({ security }) => demandOf(security)));
  if (demands.size > 1) {
    throw new Error(
      `bug: operations ${operations.map(({ id }) => id).join(', ')} share a method but not their security`,
    );
  }
  const [{ security } = { security: undefined }] = operations;
  if (security === undefined) return [];
  // One object: both must hold.
  const requirement: Requirement = {
    ...(security.requirements !== undefined && { [guards.authorizerOf(operations)]: [] }),
    ...(security.native && nativeRequirement(security.native)),
    ...(security.apiKey && { [API_KEY]: [] }),
  };
  return Object.keys(requirement).length > 0 ? [requirement] : [];
}

const demandOf = ({ apiKey, requirements, native }: Operation['security']): string =>
  JSON.stringify([apiKey, requirements !== undefined, native ?? null]);

const nativeRequirement = (native: NativeAuthorization): Requirement =>
  native.kind === 'iam' ? { [SIGV4]: [] } : { [nativeName(native)]: native.scopes };
