import type { HeaderField } from '../messages.ts';
import type { HashOn } from '../router-config.ts';

/** Where the value stands that decides which target a request goes to. */
export interface Hashable {
  readonly headers: readonly HeaderField[];
  /** Percent-encoded, without `?`. */
  readonly query: string;
  /** Percent-encoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
  /** Of a verified token. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** Of the client. */
  readonly address: string;
}

/** The first value of that name; `undefined` where the request has none, and any target will do. */
export function hashKey(hashOn: HashOn | undefined, request: Hashable): string | undefined {
  switch (hashOn?.kind) {
    case undefined:
      return undefined;
    case 'header':
      return request.headers.find(([name]) => name.toLowerCase() === hashOn.name)?.[1];
    case 'query':
      return new URLSearchParams(request.query).get(hashOn.name) ?? undefined;
    case 'path':
      return pathText(request.pathParameters, hashOn.name);
    case 'claim':
      return claimText(request.claims, hashOn.name);
    case 'address':
      return request.address;
    default:
      return hashOn satisfies never;
  }
}

/** Decoded: `%61` is the `a` that the target is asked for. What cannot be decoded was refused. */
function pathText(parameters: Hashable['pathParameters'], name: string): string | undefined {
  const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  return value?.includes('%') ? decodeURIComponent(value) : value;
}

function claimText(claims: Hashable['claims'], name: string): string | undefined {
  const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
