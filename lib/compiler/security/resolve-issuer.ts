import type { TrustedIssuer } from '../../../lambdas/core/authorizer-config.ts';
import type { CompileOptions, IssuerBinding } from '../compile-options.ts';
import { error, info, type Report } from '../finding.ts';
import { member } from '../plain-object.ts';
import { type DeclaredIssuer, declaredIssuer } from './declared-issuer.ts';
import type { UsedScheme } from './used-schemes.ts';

/** What current issuers sign with: neither `none` nor a shared secret, and no SHA-1. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'EdDSA'];

const WELL_KNOWN = '/.well-known/openid-configuration';

/** The issuer a token scheme trusts; `undefined` where it cannot be known, which has been reported (decision 14). */
export function resolveIssuer(scheme: UsedScheme, options: CompileOptions, report: Report): TrustedIssuer | undefined {
  let refused = false;
  const declared = declaredIssuer(scheme, (finding) => {
    refused = true;
    report(finding);
  });
  // What is wrong with the declaration is said already: nothing more of what it lacks.
  const binding = chooseBinding(scheme, declared, options, refused ? () => undefined : report);
  if (binding === undefined) return undefined;
  const { issuer, audience, discoveryUrl = issuer.replace(/\/$/, '') + WELL_KNOWN } = binding;
  const distrusted = [issuer, discoveryUrl].find((url) => !isTrustworthy(url));
  if (distrusted !== undefined) {
    const message = `security scheme "${scheme.name}" trusts "${distrusted}", expected an https URL without query and fragment`;
    report(error('security-issuer', scheme.pointer, message));
  }
  const audiences = typeof audience === 'string' ? [audience] : audience;
  return { issuer, audience: audiences, discoveryUrl, algorithms: ALGORITHMS };
}

function chooseBinding(
  { name, pointer }: UsedScheme,
  declared: DeclaredIssuer,
  { issuers, defaultIssuer }: CompileOptions,
  report: Report,
): IssuerBinding | undefined {
  const bound = member(issuers, name) as IssuerBinding | undefined; // the option's own type
  if (bound !== undefined) return bound;
  const { issuer = defaultIssuer?.issuer, audience = defaultIssuer?.audience } = declared;
  if (issuer === undefined || audience === undefined) {
    const missing = issuer === undefined ? 'issuer' : 'audience';
    const advice = `give it x-gateway: { issuer: https://…, audience: … } (audience: null accepts any), or pass issuers`;
    report(error('security-issuer', pointer, `security scheme "${name}" names no ${missing}, ${advice}`));
    return undefined;
  }
  const borrowed = [
    ...(declared.issuer === undefined ? [`issuer ${issuer}`] : []),
    ...(declared.audience === undefined ? [`audience ${JSON.stringify(audience)}`] : []),
  ];
  if (borrowed.length > 0)
    report(
      info(
        'security-issuer',
        pointer,
        `security scheme "${name}" is bound to ${borrowed.join(' and ')} for development`,
      ),
    );
  const ownDiscovery = declared.issuer !== undefined && declared.discoveryUrl !== undefined;
  const discoveryUrl = ownDiscovery ? declared.discoveryUrl : defaultIssuer?.discoveryUrl;
  return { issuer, audience, ...(discoveryUrl !== undefined && { discoveryUrl }) };
}

/** Keys fetched over plain HTTP would be anybody's; this machine's own servers excepted. */
function isTrustworthy(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || /[?#]/.test(text) || url.username !== '' || url.password !== '') return false;
  return (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname))
  );
}
