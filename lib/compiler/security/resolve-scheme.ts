import type { ApiKeySchemeConfig, SchemeConfig, TokenDemands } from '../../../lambdas/core/authorizer-config.ts';
import type { CompileOptions } from '../compile-options.ts';
import { error, type Report } from '../finding.ts';
import { member } from '../plain-object.ts';
import { classifyScheme } from './classify-scheme.ts';
import { isTrustworthy } from './is-trustworthy.ts';
import { resolveIssuers } from './resolve-issuers.ts';
import { type SchemeSettings, schemeSettings } from './scheme-settings.ts';
import type { UsedScheme } from './used-schemes.ts';

export interface ResolvedScheme {
  readonly config: SchemeConfig;
  /** Seconds that answers which rest on it may be kept; absent: as long as others say. */
  readonly cacheTtl: number | undefined;
}

/**
 * How the authorizer verifies a scheme; `undefined` where API Gateway does, where nothing can, and where something is missing or
 * wrong, which has been reported.
 */
export function resolveScheme(scheme: UsedScheme, options: CompileOptions, report: Report): ResolvedScheme | undefined {
  let refused = false;
  const settings = schemeSettings(scheme, (finding) => {
    refused = true;
    report(finding);
  });
  // What is wrong with the declaration is said already: nothing more of what it lacks.
  const config = configOf(scheme, settings, options, refused ? () => undefined : report);
  return config && { config, cacheTtl: settings.cacheTtl };
}

function configOf(
  scheme: UsedScheme,
  settings: SchemeSettings,
  options: CompileOptions,
  report: Report,
): SchemeConfig | undefined {
  const { kind } = classifyScheme(scheme.value);
  switch (kind) {
    case 'jwt': {
      const issuers = resolveIssuers(scheme, settings, options, report);
      const { maxTokenLifetime: maxLifetime, requireAtJwt } = settings;
      return issuers && { kind, issuers, ...demands(settings), ...defined({ maxLifetime, requireAtJwt }) };
    }
    case 'introspection':
      return introspection(scheme, settings, report);
    case 'api-key':
      return { kind, in: placeOf(scheme.value), name: String(member(scheme.value, 'name')) };
    case 'signature':
      return { kind, ...defined({ window: settings.window, secret: settings.secret }) };
    case 'basic':
    case 'plan-key':
    case 'certificate':
      return { kind };
    case 'iam':
    case 'cognito':
    case 'unsupported':
      return undefined;
    default:
      return kind satisfies never;
  }
}

/** As classifyScheme has found it. */
function placeOf(scheme: unknown): ApiKeySchemeConfig['in'] {
  const place = member(scheme, 'in');
  return place === 'query' || place === 'cookie' ? place : 'header';
}

const demands = ({ clockSkew, claims, bound }: SchemeSettings): TokenDemands => defined({ clockSkew, claims, bound });

/** Without the members that are `undefined`: a config says nothing of them. */
function defined<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> }; // just filtered
}

function introspection(
  { name, pointer }: UsedScheme,
  settings: SchemeSettings,
  report: Report,
): SchemeConfig | undefined {
  const { url, secret, cache: cacheFor } = settings.introspection ?? {};
  const { issuer, audience } = settings;
  if (url === undefined || secret === undefined) return undefined;
  const fault = (message: string) => error('security-issuer', pointer, `security scheme "${name}" ${message}`);
  if (!isTrustworthy(url))
    report(fault(`asks "${url}" about tokens, expected an https URL without query and fragment`));
  if (audience === undefined) {
    report(fault('names no audience, give it x-gateway: { audience: … } (audience: null accepts any)'));
    return undefined;
  }
  const audiences = typeof audience === 'string' ? [audience] : audience;
  return {
    kind: 'introspection',
    url,
    secret,
    audience: audiences,
    ...demands(settings),
    ...defined({ issuer, cacheFor }),
  };
}
