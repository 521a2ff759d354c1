import type { NamedScheme, NormalSecurity } from '../dialects/normal-document.ts';
import { error, type Report, warning } from '../finding.ts';
import { type ApiSecurity, isNative } from '../security/api-security.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

/** Combinations that one method of API Gateway cannot enforce exactly as declared (decision 1), and those that nobody can meet. */
export const securityAlternatives: Rule<'security-alternatives'> = {
  name: 'security-alternatives',
  severities: ['error', 'warning'],
  summary: 'Alternatives of `security` must be a combination that one method of API Gateway can enforce.',
  why: 'API Gateway checks AWS signatures (IAM) and user pools by itself, one of them for a whole method: no other credential can stand in for it or beside it, but for the key of a usage plan that is always needed too. Of several scopes its own authorizers take any one for enough. All other combinations are enforced exactly; one that nobody can meet, such as two credentials in one `Authorization` field, is a warning.',
  sources: [SOURCES.openapi('security-requirement-object', 'Security Requirement Object'), SOURCES.security],
  fix: 'Give the scheme an operation of its own, or have the authorizer verify it: a user pool is an issuer of tokens too.',
  bad: {
    yaml: `
      paths:
        /pets:
          get:
            security: [{ aws: [] }, { session: [] }] # <-- here
      components:
        securitySchemes:
          aws: { type: apiKey, in: header, name: Authorization, x-gateway: { type: iam } }
          session: { type: http, scheme: bearer, x-gateway: { issuer: https://id.example.com, audience: pets } }
    `,
  },
  good: {
    yaml: `
      paths:
        /pets:
          get:
            security: [{ aws: [] }]
          post:
            security: [{ session: [] }]
      components:
        securitySchemes:
          aws: { type: apiKey, in: header, name: Authorization, x-gateway: { type: iam } }
          session: { type: http, scheme: bearer, x-gateway: { issuer: https://id.example.com, audience: pets } }
    `,
  },
  check: (reading, report) => {
    const { security } = reading;
    for (const each of new Set(reading.operations.map((operation) => operation.security)))
      checkSecurity(each, security, report);
  },
};

function checkSecurity({ alternatives, pointer }: NormalSecurity, security: ApiSecurity, report: Report): void {
  const schemes = alternatives.flat();
  const scoped = schemes.find(({ scheme, scopes }) => scopes.length > 0 && SCOPELESS.has(security.kindOf(scheme)));
  const why = nativeFault(alternatives, security) ?? (scoped && scopeFault(scoped));
  if (why !== undefined) report(error('security-alternatives', pointer, why));
  for (const alternative of alternatives) {
    const never = impossible(alternative, security);
    if (never !== undefined) report(warning('security-alternatives', pointer, never));
  }
}

/** Nothing that API Gateway or the authorizer knows of them says what they may do. */
const SCOPELESS: ReadonlySet<string> = new Set(['plan-key', 'certificate', 'iam']);

const scopeFault = ({ scheme }: NamedScheme): string =>
  `scopes of "${scheme}" mean nothing to who checks it, so they cannot be enforced: remove them`;

function nativeFault(
  alternatives: NormalSecurity['alternatives'],
  { kindOf, keySource }: ApiSecurity,
): string | undefined {
  const native = alternatives.flat().find(({ scheme }) => isNative(kindOf(scheme)));
  if (native === undefined) return undefined;
  const named = `"${native.scheme}" is checked by API Gateway itself, for a whole method`;
  const sorts = alternatives.map((alternative) =>
    alternative
      .map(({ scheme }) => scheme)
      .sort()
      .join(),
  );
  if (new Set(sorts).size > 1) return `${named}: nothing can stand in for it, give it an operation of its own`;
  const others = alternatives.flat().filter(({ scheme }) => scheme !== native.scheme);
  if (others.some(({ scheme }) => kindOf(scheme) !== 'plan-key'))
    return `${named}: no other credential can be asked for beside it, give each an operation of its own`;
  if (others.length > 0 && keySource === 'AUTHORIZER')
    return `${named}, and the API takes keys from the authorizer (another operation takes a token in place of a key): the key beside it would never arrive`;
  if (kindOf(native.scheme) === 'cognito' && alternatives.some((one) => one.some(({ scopes }) => scopes.length > 1)))
    return `${named}, which takes any one of several scopes for enough: name one, or give the scheme the issuer of its pool (https://cognito-idp.REGION.amazonaws.com/POOL), which the authorizer checks`;
  return alternatives.length > 1 && alternatives.some((one) => one.some(({ scopes }) => scopes.length > 0))
    ? `${named}: alternatives that differ by scopes cannot be told apart, name one`
    : undefined;
}

/** RFC 6749 section 3.3. */
const SCOPE = /^[!#-[\]-~]+$/;

const TOKENS: ReadonlySet<string> = new Set(['jwt', 'introspection']);

function impossible(alternative: readonly NamedScheme[], { kindOf }: ApiSecurity): string | undefined {
  const kinds = new Set(alternative.map(({ scheme }) => kindOf(scheme)));
  if (kinds.has('basic') && [...TOKENS].some((kind) => kinds.has(kind as 'jwt')))
    return 'nobody can meet this alternative: a token and a password both need the one Authorization field';
  const odd = alternative
    .filter(({ scheme }) => TOKENS.has(kindOf(scheme)))
    .flatMap(({ scopes }) => scopes)
    .find((scope) => !SCOPE.test(scope));
  return odd === undefined
    ? undefined
    : `no token can hold the scope ${JSON.stringify(odd)} (RFC 6749 section 3.3), so nobody can meet this alternative: list scopes one by one`;
}
