import type { Operation } from '../../lib/compiler/api-model.ts';

/** What a client sends, and what the target must therefore see. */
export interface InventedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

const CARRIES_CONTENT = new Set(['POST', 'PUT', 'PATCH']);
/**
 * Named as parameters by some documents, but not free to invent: OpenAPI 3.0 ignores the first three, HTTP frames messages
 * with the next, and API Gateway drops the last two ("important notes", header table).
 */
const NOT_PARAMETERS = new Set([
  ...['accept', 'authorization', 'content-type'],
  ...['content-length', 'cookie', 'host', 'x-api-key'],
  ...['content-md5', 'expect'],
]);

/** A request for `operation` with a value for every parameter it declares; `serial` makes each request distinct. */
export function inventRequest(operation: Operation, serial: number): InventedRequest {
  const named = (place: 'query' | 'header') =>
    operation.parameters.filter((parameter) => parameter.in === place).map((parameter) => parameter.name);
  return {
    method: operation.method,
    path: operation.path.replaceAll(/\{[^}]*\}/g, (_, offset: number) => `v${serial}-${offset}%20%C3%A9`),
    query: named('query').map((name, index) => [name, `q ${serial}&${index}=+%`] as const),
    headers: Object.fromEntries(
      named('header')
        .filter((name) => !NOT_PARAMETERS.has(name.toLowerCase()))
        .map((name) => [name.toLowerCase(), `h-${serial}`]),
    ),
    body: CARRIES_CONTENT.has(operation.method) ? JSON.stringify({ serial, text: 'é\u0000\n' }) : undefined,
  };
}
