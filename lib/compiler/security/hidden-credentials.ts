import type { SchemeConfig } from '../../../lambdas/core/authorizer-config.ts';
import type { ApiModel, Operation } from '../api-model.ts';
import { PLAN_KEY } from './classify-scheme.ts';

export interface HiddenCredentials {
  /** Names of header fields, lower case, that an operation's target does not get. */
  readonly headers: (operation: Operation) => readonly string[];
  /** Parameters of the query that no target gets. */
  readonly query: readonly string[];
  /** Names of cookies that no target gets. */
  readonly cookies: readonly string[];
}

const AUTHORIZATION = 'authorization';

/**
 * What is a secret between clients and the gateway, which itself has issued it: API keys and passwords. Targets learn none of
 * it, also where none is asked for. Tokens, whose issuer may have meant them for the target, go on.
 */
export function hiddenCredentials({ schemes, operations }: ApiModel): HiddenCredentials {
  const all = Object.values(schemes);
  const usesPlanKeys = operations.some(({ security }) => security.apiKey);
  const keys = all.flatMap((scheme) => (scheme.kind === 'api-key' ? [scheme] : []));
  const namesIn = (place: (typeof keys)[number]['in']) =>
    keys.filter((key) => key.in === place).map(({ name }) => name);
  const headers = namesIn('header').map((name) => name.toLowerCase());
  const everywhere = [
    ...new Set([...headers.filter((name) => name !== AUTHORIZATION), ...(usesPlanKeys ? [PLAN_KEY] : [])]),
  ];
  return {
    headers: (operation) => (holdsSecret(operation, schemes) ? [...everywhere, AUTHORIZATION] : everywhere),
    query: [...new Set(namesIn('query'))].sort(),
    cookies: [...new Set(namesIn('cookie'))].sort(),
  };
}

/** Whether `Authorization` holds a secret of the gateway's, and nothing else. */
function holdsSecret({ security }: Operation, schemes: ApiModel['schemes']): boolean {
  const names = new Set((security.requirements ?? []).flat().map(({ scheme }) => scheme));
  const own = [...names].map((name) => schemes[name]).filter((scheme) => scheme !== undefined);
  return own.some(isSecret) && !own.some(({ kind }) => kind === 'jwt' || kind === 'introspection');
}

const isSecret = (scheme: SchemeConfig): boolean =>
  scheme.kind === 'basic' ||
  (scheme.kind === 'api-key' && scheme.in === 'header' && scheme.name.toLowerCase() === AUTHORIZATION);
