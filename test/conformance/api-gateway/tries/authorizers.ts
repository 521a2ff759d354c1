import { CreateAuthorizerCommand } from '@aws-sdk/client-api-gateway';
import type { Reply } from '../../../support/send.ts';
import { type Observed, observed, parsed } from '../observed.ts';
import type { World } from '../world.ts';
import { newApi } from './new-api.ts';
import type { Tries } from './try.ts';

const withToken = (token: string) => async (world: World) =>
  observed(await world.call('Authorized', 'GET /prod/token', { headers: { Authorization: token } }));

/** The event says what the authorizer was told and said. */
function contextOf(reply: Reply): { readonly event?: string; readonly n?: unknown } & Observed {
  const event = parsed(reply.text) as { readonly requestContext?: { readonly authorizer?: Observed } } | undefined;
  return event?.requestContext?.authorizer ?? {};
}

export const AUTHORIZERS: Tries = {
  'auth-implicit-deny': withToken('elsewhere'),
  'auth-explicit-deny': withToken('deny'),
  'auth-throws-other': async (world) => {
    const seen = await withToken('crash')(world);
    const { 'x-amzn-ErrorType': type } = seen.headers as Readonly<Record<string, string>>;
    const known = ['AuthorizerConfigurationException', 'AuthorizerFailureException'].includes(type ?? '');
    const words = 'AuthorizerConfigurationException (AUTHORIZER_CONFIGURATION_ERROR) or AuthorizerFailureException';
    return { ...seen, headers: { 'x-amzn-ErrorType': known ? words : type } };
  },
  'auth-bad-policy': async (world) => {
    const all = await Promise.all(['malformed', 'object', 'nothing'].map((token) => withToken(token)(world)));
    return all.find(({ status }) => status !== 500) ?? all[0] ?? {};
  },
  'auth-missing-identity': async (world) => {
    const missing = await world.call('Authorized', 'GET /prod/token');
    const other = await world.call('Authorized', 'GET /prod/token', { headers: { Authorization: 'NOT AS WANTED' } });
    return observed(other.text === missing.text ? missing : other);
  },
  'auth-context-to-backend': async (world) => {
    const reply = await world.call('Authorized', 'POST /prod/token', { headers: { Authorization: 'allow' } });
    const { principalId, integrationLatency, n } = contextOf(reply);
    const asWritten = typeof integrationLatency === 'number' && n === '3';
    return {
      'event.requestContext.authorizer': { principalId, integrationLatency: asWritten ? 422 : integrationLatency },
    };
  },
  'auth-cached-policy-other-path': async (world) => {
    const headers = { Authorization: 'this' };
    const first = await world.call('Authorized', 'GET /prod/cached/a', { headers });
    return first.status === 200
      ? observed(await world.call('Authorized', 'GET /prod/cached/b', { headers }))
      : observed(first);
  },
  'auth-request-event': async (world) => {
    const headers = { Authorization: 'Bearer foo', 'Content-Length': '0' };
    const reply = await world.call('Authorized', 'POST /prod/lambda-request', { headers });
    const event = (parsed(contextOf(reply).event ?? '') ?? {}) as Observed;
    const fields = (event.headers ?? {}) as Observed;
    const lists = Object.values((event.multiValueHeaders ?? {}) as Observed);
    return {
      authorizer_event: {
        ...event,
        headers: fields['Content-Length'] === '0' ? '<map, includes Content-Length: 0>' : fields,
        multiValueHeaders: lists.length > 0 && lists.every(Array.isArray) ? '<map of arrays>' : lists,
        requestContext: isWhole((event.requestContext ?? {}) as Observed),
      },
    };
  },
  'auth-default-ttl-omitted': async (world) => {
    const { sdk, id } = world;
    const made = await sdk.send(
      new CreateAuthorizerCommand({
        restApiId: await newApi(world),
        name: 'a',
        type: 'TOKEN',
        authorizerUri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:${id('x')}/invocations`,
        identitySource: 'method.request.header.Auth',
      }),
    );
    const ttl = made.authorizerResultTtlInSeconds ?? 'absent (effective 300)';
    return { body: { ...made, authType: made.authType, authorizerResultTtlInSeconds: ttl } };
  },
};

const KEYS =
  'resourceId, resourcePath, httpMethod, extendedRequestId, requestTime, path, accountId, protocol, stage, domainPrefix, requestTimeEpoch, requestId, identity, domainName, deploymentId, apiId';

function isWhole(context: Observed): string | Observed {
  const wanted = KEYS.split(', ').sort().join();
  return Object.keys(context).sort().join() === wanted ? `same keys as the proxy event (${KEYS})` : context;
}
