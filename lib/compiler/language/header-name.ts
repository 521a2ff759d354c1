/** A field name (RFC 9110 section 5.1). */
export const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;

/** Field content (RFC 9110 section 5.5), in one-byte characters, which is all that Node sends. */
export const HEADER_VALUE = /^[\t\x20-\x7e\xa0-\xff]*$/;

/** Fields of one connection or of the message's framing: the gateway's own business (RFC 9110 section 7.6.1). */
export const CONNECTION_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
