import middy from '@middy/core';
import { readConfig } from '../adapters/config-file.ts';
import { createKeySet, type KeySet, KeySetUnavailable } from '../adapters/key-set.ts';
import type { AuthorizerAnswer } from '../core/authorization/authorizer-answer.ts';
import type { AuthorizerConfig } from '../core/authorizer-config.ts';
import { compileRoutes } from '../core/routing/compile-routes.ts';
import { type AuthorizerEvent, type AuthorizerParts, authorize, type SchemeParts, unauthorized } from './authorize.ts';
import { logRefusal } from './log-refusal.ts';

const config = readConfig<AuthorizerConfig>('authorizer-config.json');

const parts: AuthorizerParts = {
  routes: compileRoutes(config.operations),
  schemes: connectSchemes(config),
  log: logRefusal,
};

export const handler = middy<AuthorizerEvent, AuthorizerAnswer>((event: AuthorizerEvent) =>
  authorize(event, parts, Date.now()),
).onError((request) => {
  if (request.error?.message === unauthorized) return;
  logFailure(request.error);
  // Lambda logs what is thrown: not the message of a foreign error, which may quote its input.
  request.error = new Error('authorizer failed');
});

/** Schemes of one issuer share its keys. */
function connectSchemes({ schemes }: AuthorizerConfig): ReadonlyMap<string, SchemeParts> {
  const keySets = new Map<string, KeySet>();
  const connected = new Map<string, SchemeParts>();
  for (const [name, scheme] of Object.entries(schemes)) {
    const id = `${scheme.issuer} ${scheme.discoveryUrl}`;
    const keySet = keySets.get(id) ?? createKeySet(scheme);
    keySets.set(id, keySet);
    connected.set(name, { config: scheme, keySet });
  }
  setImmediate(prefetch, [...keySets.values()]);
  return connected;
}

/** Just after the load, so in Lambda's init phase: a request that needs no keys does not wait for them to be asked for. */
function prefetch(keySets: readonly KeySet[]): void {
  // A failure here is met again, and answered, by the first request that needs the keys.
  for (const keySet of keySets) keySet.current(Date.now()).catch(() => undefined);
}

function logFailure(error: unknown): void {
  if (error instanceof KeySetUnavailable) {
    logRefusal({ reason: 'keys-unavailable', issuer: error.issuer, detail: error.message });
    return;
  }
  const frames = error instanceof Error ? error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) : undefined;
  logRefusal({
    reason: 'internal-error',
    detail: frames?.slice(0, 5).join(' | ').replaceAll(/\s+/g, ' ') ?? 'not an error',
  });
}
