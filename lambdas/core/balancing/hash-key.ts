import type { HeaderField } from '../messages.ts';
import type { HashOn } from '../router-config.ts';

/** Where the value stands that decides which target a request goes to. */
export interface Hashable {
  readonly headers: readonly HeaderField[];
  /** Percent-encoded, without `?`. */
  readonly query: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** The one that the backend goes by, of a verified token. */
  readonly claim: string | undefined;
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
      return Object.hasOwn(request.pathParameters, hashOn.name) ? request.pathParameters[hashOn.name] : undefined;
    case 'claim':
      return request.claim;
    case 'address':
      return request.address;
    default:
      return hashOn satisfies never;
  }
}
