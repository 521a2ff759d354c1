import { readConfig } from '../adapters/config-file.ts';
import { createVerifier } from '../adapters/credentials/create-verifier.ts';
import { openParts } from '../adapters/credentials/open-parts.ts';
import { Unavailable } from '../adapters/credentials/unavailable.ts';
import type { CredentialVerifier } from '../adapters/credentials/verifier.ts';
import { createTokenPlanKeys, type TokenPlanKeys } from '../adapters/token-plan-keys.ts';
import type { AuthorizerAnswer } from '../core/authorization/authorizer-answer.ts';
import { readKeyItem } from '../core/authorization/key-record.ts';
import type { AuthorizerConfig } from '../core/authorizer-config.ts';
import { compileRoutes } from '../core/routing/compile-routes.ts';
import { type AuthorizerParts, authorize, unauthorized } from './authorize.ts';
import type { AuthorizerEvent } from './authorizer-request.ts';
import { openGroups } from './groups.ts';
import { logRefusal } from './log-refusal.ts';

const config = readConfig<AuthorizerConfig>('authorizer-config.json');

const shared = openParts(process.env);

const parts: AuthorizerParts = {
  config,
  groups: openGroups(config),
  tokenPlanKeys: config.defaultPlan === undefined ? undefined : openTokenPlanKeys(config.defaultPlan, process.env),
  routes: compileRoutes(config.operations),
  verifiers: openVerifiers(config),
  log: logRefusal,
};

export async function handler(event: AuthorizerEvent): Promise<AuthorizerAnswer> {
  try {
    return await authorize(event, parts, Date.now());
  } catch (error) {
    if (error instanceof Error && error.message === unauthorized) throw error;
    logFailure(error);
    // Lambda logs what is thrown: not the message of a foreign error, which may quote its input.
    throw new Error('authorizer failed');
  }
}

function openVerifiers({ schemes }: AuthorizerConfig): ReadonlyMap<string, CredentialVerifier> {
  const verifiers = Object.entries(schemes).map(
    ([name, scheme]) => [name, createVerifier(name, scheme, shared)] as const,
  );
  // Just after the load, so in Lambda's init phase: a request that needs no keys does not wait for them to be asked for.
  setImmediate(() => {
    for (const [, verifier] of verifiers) void verifier.warm?.(Date.now());
  });
  return new Map(verifiers);
}

function openTokenPlanKeys(
  defaultPlan: string,
  { PLAN_KEY_SECRET: secret }: { readonly PLAN_KEY_SECRET?: string },
): TokenPlanKeys {
  return createTokenPlanKeys({
    defaultPlan,
    readSecret: async (now) => {
      if (!secret) throw new Unavailable('secret', 'PLAN_KEY_SECRET is not set');
      return (await shared.secrets.read(secret, now)).text;
    },
    readKey: async (pk) => {
      const item = await shared.rows.read(pk);
      return item && readKeyItem(item);
    },
  });
}

function logFailure(error: unknown): void {
  if (error instanceof Unavailable) {
    const { what, issuer, message } = error;
    logRefusal({ reason: `${what}-unavailable`, ...(issuer !== undefined && { issuer }), detail: message });
    return;
  }
  const frames = error instanceof Error ? error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) : undefined;
  logRefusal({
    reason: 'internal-error',
    detail: frames?.slice(0, 5).join(' | ').replaceAll(/\s+/g, ' ') ?? 'not an error',
  });
}
