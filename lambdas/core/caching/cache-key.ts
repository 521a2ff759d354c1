import type { HeaderField } from '../messages.ts';
import type { ClientHop } from '../proxy/request-fields.ts';
import { selectingValues } from './vary.ts';

export interface UriParts {
  /** The operation's path template: its GET, whose responses answer HEAD as well. */
  readonly template: string;
  readonly backend: string;
  /** As it is sent to the target, so that spellings of one path share a stored response. */
  readonly targetPath: string;
  /** As it is sent to the target. */
  readonly query: string;
  readonly hop: Pick<ClientHop, 'protocol' | 'host'>;
  /** Of methods that are answered by what they send: method and digest of the content, of none as well. */
  readonly content?: string;
}

/**
 * What all stored responses of a URI have in common, as a text; an unsafe request invalidates them together. It holds
 * every part of the URI the target is told of: host and protocol too, because targets build links of them.
 */
export const uriKey = ({ template, backend, targetPath, query, hop, content = '' }: UriParts): string =>
  `uri ${JSON.stringify([template, backend, targetPath, query, hop.protocol, hop.host, content])}`;

export interface Selecting {
  /** As sent to the target. */
  readonly headers: readonly HeaderField[];
  /** Who asks, where responses are kept for callers apart; else the empty text. */
  readonly caller: string;
}

/** One of several responses of a URI: what of the request chose it (RFC 9111 section 4.1), and whom it is for. */
export const variantKey = (uri: string, names: readonly string[], { headers, caller }: Selecting): string =>
  `variant ${JSON.stringify([uri, names, selectingValues(headers, names), caller])}`;

/** Of the right to ask the target for a response, in place of the one that was asked for at that instant (0: none). */
export const leaseKey = (key: string, seen: number): string => `lease ${seen} ${key}`;

/** Of what tells since when responses count that were chosen by the content of a request to a URI (`parts.content`). */
export const contentsKey = ({ content: _, ...parts }: UriParts): string => `contents ${uriKey(parts)}`;

/** Of what tells since when responses with a tag count. */
export const tagKey = (tag: string): string => `tag ${tag}`;

/** Of the same for a group: it belongs to the origin that clients see (RFC 9875 section 2), whichever backend speaks of it. */
export const groupKey = (name: string, { protocol, host }: UriParts['hop']): string =>
  `group ${JSON.stringify([protocol, host, name])}`;

/** Of the list of what was purged. */
export const PURGES = 'purges';
