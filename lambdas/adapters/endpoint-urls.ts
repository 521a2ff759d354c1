/**
 * Where a configured URL is really reached. `ENDPOINT_URLS` maps URL prefixes to URL prefixes, the longest wins, so that
 * one assembly runs offline against servers on this machine, as `AWS_ENDPOINT_URL_*` does for AWS. Unset in AWS.
 */
export type ResolveEndpoint = (url: string) => string;

/** Throws where the value is not a JSON object of strings. */
export function endpointResolver(json: string | undefined): ResolveEndpoint {
  if (json === undefined || json === '') return (url) => url;
  const prefixes = parse(json).sort(([a], [b]) => b.length - a.length);
  return (url) => {
    const found = prefixes.find(([prefix]) => covers(prefix, url));
    return found === undefined ? url : found[1] + url.slice(found[0].length);
  };
}

export const resolveEndpoint: ResolveEndpoint = endpointResolver(process.env.ENDPOINT_URLS);

function parse(json: string): [prefix: string, replacement: string][] {
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null) throw new Error('ENDPOINT_URLS is not a JSON object');
  return Object.entries(value).map(([prefix, replacement]: [string, unknown]) => {
    if (typeof replacement !== 'string') throw new Error(`ENDPOINT_URLS["${prefix}"] is not a string`);
    return [prefix, replacement];
  });
}

/** A prefix ends where a part of the URL ends: `https://id.example.com` does not cover `https://id.example.com.evil`. */
function covers(prefix: string, url: string): boolean {
  return url.startsWith(prefix) && (prefix.endsWith('/') || /^($|[/?#])/.test(url.slice(prefix.length)));
}
