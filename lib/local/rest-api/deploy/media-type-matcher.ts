/** Whether a media type (lower case, without parameters) is one of a configured list. */
export type MediaTypeMatcher = (mediaType: string) => boolean;

/**
 * Compiles `binaryMediaTypes`: exact types, `type/*` and `*\/*`. A wildcard on the left alone matches nothing, as in
 * API Gateway, and `*\/*` in a request is matched by nothing but a configured `*\/*`.
 */
export function mediaTypeMatcher(configured: readonly string[]): MediaTypeMatcher {
  const lowerCase = configured.map((type) => type.toLowerCase());
  if (lowerCase.length === 0) return () => false;
  if (lowerCase.includes('*/*')) return () => true;
  const exact = new Set(lowerCase);
  const prefixes = lowerCase.filter((type) => type.endsWith('/*')).map((type) => type.slice(0, -1));
  return (mediaType) => exact.has(mediaType) || prefixes.some((prefix) => mediaType.startsWith(prefix));
}
