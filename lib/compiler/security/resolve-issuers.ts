import type { TrustedIssuer } from '../../../lambdas/core/authorizer-config.ts';
import type { CompileOptions, IssuerBinding } from '../compile-options.ts';
import { error, info, type Report } from '../finding.ts';
import { member } from '../plain-object.ts';
import { isTrustworthy } from './is-trustworthy.ts';
import type { DeclaredKeys, SchemeSettings } from './scheme-settings.ts';
import type { UsedScheme } from './used-schemes.ts';

/** What current issuers sign with: neither `none` nor a shared secret, and no SHA-1. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];

const WELL_KNOWN = '/.well-known/openid-configuration';

/** The issuers a scheme of JWTs trusts; `undefined` where they cannot be known, which has been reported (decision 14). */
export function resolveIssuers(
  scheme: UsedScheme,
  settings: SchemeSettings,
  options: CompileOptions,
  report: Report,
): readonly TrustedIssuer[] | undefined {
  const bound = member(options.issuers, scheme.name) as IssuerBinding | readonly IssuerBinding[] | undefined; // the option's own type
  const bindings: readonly (Binding | undefined)[] =
    bound === undefined ? declared(scheme, settings, options, report) : 'issuer' in bound ? [bound] : bound;
  const issuers = bindings.flatMap((binding) => (binding === undefined ? [] : [trusted(binding, scheme, report)]));
  const repeated = issuers.find(({ issuer }, at) => issuers.findIndex((other) => other.issuer === issuer) !== at);
  if (repeated !== undefined)
    report(fault(scheme, `names the issuer ${repeated.issuer} twice, name each once, with all of its audiences`));
  return bindings.includes(undefined) || issuers.length === 0 || repeated !== undefined ? undefined : issuers;
}

type Binding = IssuerBinding & { readonly algorithms?: readonly string[] | undefined };

const fault = ({ name, pointer }: UsedScheme, message: string) =>
  error('security-issuer', pointer, `security scheme "${name}" ${message}`);

function declared(
  scheme: UsedScheme,
  settings: SchemeSettings,
  options: CompileOptions,
  report: Report,
): readonly (Binding | undefined)[] {
  if (settings.issuers === undefined) return [chooseBinding(scheme, connected(scheme, settings), options, report)];
  if (settings.issuer !== undefined) report(fault(scheme, 'has both issuer and issuers, put all of them into issuers'));
  if (settings.issuers.length === 0) report(fault(scheme, 'has an empty list of issuers, name one'));
  const { audience, algorithms } = settings;
  const common = { ...(audience !== undefined && { audience }), ...(algorithms !== undefined && { algorithms }) };
  return settings.issuers.map((one) => {
    const own = Object.entries(one).filter(([, value]) => value !== undefined);
    return chooseBinding(scheme, { ...one, ...common, ...Object.fromEntries(own) }, {}, report);
  });
}

/** OpenID Connect puts its metadata below the issuer. */
function connected({ value }: UsedScheme, settings: SchemeSettings): DeclaredKeys {
  const connect = member(value, 'openIdConnectUrl');
  const url = typeof connect === 'string' ? connect : undefined;
  const issuer = url?.endsWith(WELL_KNOWN) ? url.slice(0, -WELL_KNOWN.length) : undefined;
  const { discoveryUrl = settings.jwksUrl === undefined ? url : undefined } = settings;
  return { ...settings, issuer: settings.issuer ?? issuer, discoveryUrl };
}

function chooseBinding(
  scheme: UsedScheme,
  declaration: DeclaredKeys,
  { defaultIssuer }: CompileOptions,
  report: Report,
): Binding | undefined {
  const { issuer = defaultIssuer?.issuer, audience = defaultIssuer?.audience, jwksUrl, algorithms } = declaration;
  if (issuer === undefined || audience === undefined) {
    const missing = issuer === undefined ? 'issuer' : 'audience';
    const advice = `give it x-gateway: { issuer: https://…, audience: … } (audience: null accepts any), or pass issuers`;
    report(fault(scheme, `names no ${missing}, ${advice}`));
    return undefined;
  }
  const borrowed = [
    ...(declaration.issuer === undefined ? [`issuer ${issuer}`] : []),
    ...(declaration.audience === undefined ? [`audience ${JSON.stringify(audience)}`] : []),
  ];
  if (borrowed.length > 0) {
    const message = `security scheme "${scheme.name}" is bound to ${borrowed.join(' and ')} for development`;
    report(info('security-issuer', scheme.pointer, message));
  }
  const ownDiscovery = declaration.issuer !== undefined && declaration.discoveryUrl !== undefined;
  const discoveryUrl = ownDiscovery ? declaration.discoveryUrl : defaultIssuer?.discoveryUrl;
  const keys = jwksUrl !== undefined ? { jwksUrl } : discoveryUrl !== undefined ? { discoveryUrl } : {};
  return { issuer, audience, algorithms, ...keys };
}

function trusted(binding: Binding, scheme: UsedScheme, report: Report): TrustedIssuer {
  const { issuer, audience, jwksUrl, discoveryUrl = issuer.replace(/\/$/, '') + WELL_KNOWN, algorithms } = binding;
  const distrusted = [issuer, jwksUrl ?? discoveryUrl].find((url) => !isTrustworthy(url));
  if (distrusted !== undefined)
    report(fault(scheme, `trusts "${distrusted}", expected an https URL without query and fragment`));
  return {
    issuer,
    audience: typeof audience === 'string' ? [audience] : audience,
    ...(jwksUrl === undefined ? { discoveryUrl } : { jwksUrl }),
    algorithms: algorithms ?? ALGORITHMS,
  };
}
