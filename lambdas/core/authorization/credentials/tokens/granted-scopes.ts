/** RFC 6749 section 3.3: printable ASCII without space, `"` and `\`. */
const scopePattern = /^[!#-[\]-~]+$/;

/**
 * The scopes a token grants: `scope` (RFC 9068), or `scp` where the issuer writes that (Okta, Microsoft); each as one string
 * separated by spaces or as a list (Duende writes `scope` so). Absent: none. `undefined`: neither form.
 */
export function grantedScopes(claims: Readonly<Record<string, unknown>>): readonly string[] | undefined {
  const value = claims.scope ?? claims.scp ?? [];
  const scopes: unknown = typeof value === 'string' ? value.split(' ').filter((scope) => scope !== '') : value;
  if (!Array.isArray(scopes)) return undefined;
  return scopes.every((scope): scope is string => typeof scope === 'string' && scopePattern.test(scope))
    ? scopes
    : undefined;
}
