import { HOP_BY_HOP } from '../../../lambdas/core/proxy/hop-by-hop.ts';

/** A field name (RFC 9110 section 5.1). */
export const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

/** Field content (RFC 9110 section 5.5), in one-byte characters, which is all that Node sends. */
export const HEADER_VALUE = /^[\t\x20-\x7e\xa0-\xff]*$/;

/** Fields that the gateway makes for each hop itself: the router drops a client's, and would send the document's. */
export function isGatewaysOwn(name: string): boolean {
  const lowerCase = name.toLowerCase();
  return lowerCase === 'host' || HOP_BY_HOP.has(lowerCase);
}
