import type { Arrival } from './exchange.ts';

/** Logs a line about a request: method and path, never the query, which may hold a secret. */
export function tell(
  { request, path }: Arrival,
  { onLog }: { readonly onLog: (line: string) => void },
  text: string,
): void {
  onLog(`${request.httpMethod} ${path}: ${text}`);
}
