import type { SeenRequest } from './echo-backend.ts';
import type { InventedRequest } from './invent-request.ts';

/** How what the target saw differs from what the client sent; empty when it does not. */
export function differences(sent: InventedRequest, seen: SeenRequest | undefined): readonly string[] {
  if (seen === undefined) return ['never reached the target'];
  const url = new URL(seen.url, 'http://target');
  const path = url.pathname.split('/').map(decodeURIComponent).join('/');
  const expectedPath = sent.path.split('/').map(decodeURIComponent).join('/');
  const query = JSON.stringify([...url.searchParams].sort());
  const expectedQuery = JSON.stringify([...sent.query].sort());
  return [
    seen.method === sent.method ? '' : `method ${seen.method} instead of ${sent.method}`,
    path === expectedPath ? '' : `path ${path} instead of ${expectedPath}`,
    query === expectedQuery ? '' : `query ${query} instead of ${expectedQuery}`,
    seen.body === (sent.body ?? '') ? '' : `body ${seen.body} instead of ${sent.body ?? 'none'}`,
    ...Object.entries(sent.headers).map(([name, value]) =>
      seen.headers[name] === value ? '' : `header ${name}: ${seen.headers[name]} instead of ${value}`,
    ),
  ].filter((difference) => difference !== '');
}
