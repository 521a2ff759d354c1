import type { HeaderField } from '../messages.ts';
import type { CorsPolicy } from '../router-config.ts';

/**
 * Response fields that let a browser's page read the response (Fetch standard, section 3.3). They replace a target's own.
 * `Vary` is there whether or not the origin is allowed, so that no cache mixes the two up.
 */
export function corsFields(
  headers: readonly HeaderField[],
  policy: CorsPolicy,
  origin: string | undefined,
): readonly HeaderField[] {
  const kept = headers.filter(([name]) => !OURS.has(name.toLowerCase()));
  const vary: HeaderField[] = policy.origins === '*' ? [] : [['Vary', 'Origin']];
  const allowed = allowedOrigin(policy, origin);
  if (allowed === undefined) return [...kept, ...vary];
  const granted: HeaderField[] = [['Access-Control-Allow-Origin', allowed]];
  if (policy.credentials) granted.push(['Access-Control-Allow-Credentials', 'true']);
  if (policy.exposeHeaders.length > 0) granted.push(['Access-Control-Expose-Headers', policy.exposeHeaders.join(', ')]);
  return [...kept, ...vary, ...granted];
}

const OURS = new Set([
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'access-control-expose-headers',
]);

function allowedOrigin({ origins, credentials }: CorsPolicy, origin: string | undefined): string | undefined {
  // With credentials `*` means nothing to a browser, and answering every origin would open the API to any page.
  if (origins === '*') return credentials ? undefined : '*';
  return origin !== undefined && origins.includes(origin) ? origin : undefined;
}
