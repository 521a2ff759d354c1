/** Header rules of responses ("Important notes", table of headers; recorded differences for HTTP_PROXY). */

const DROPPED = new Set([
  'host',
  'expect',
  'proxy-authenticate',
  'te',
  'trailer',
  'upgrade',
  'transfer-encoding',
  'via',
]);
const REMAPPED = new Set([
  'authorization',
  'connection',
  'content-md5',
  'date',
  'max-forwards',
  'server',
  'user-agent',
  'www-authenticate',
  // the gateway's own names
  'x-amzn-requestid',
]);

/**
 * Adds a header of an integration's answer as the client gets it: as it is, renamed `x-amzn-Remapped-…`, or not at all.
 * @param alsoRemapped lower case names
 */
export function addResponseHeader(
  headers: string[],
  name: string,
  value: string,
  alsoRemapped?: ReadonlySet<string>,
): void {
  const lowerCase = name.toLowerCase();
  if (DROPPED.has(lowerCase)) return;
  const remapped = REMAPPED.has(lowerCase) || alsoRemapped?.has(lowerCase) === true;
  headers.push(remapped ? `x-amzn-Remapped-${name}` : name, value);
}

/** Mapped headers are renamed where others are dropped; `TE` and `Via` pass (recorded). */
const MAPPED_REMAPPED = new Set([
  ...REMAPPED,
  'content-length',
  'expect',
  'host',
  'proxy-authenticate',
  'trailer',
  'upgrade',
]);

/** Adds a header that a mapping or a template of a response sets. */
export function addMappedHeader(headers: string[], name: string, value: string): void {
  const lowerCase = name.toLowerCase();
  if (lowerCase === 'transfer-encoding') return;
  headers.push(MAPPED_REMAPPED.has(lowerCase) ? `x-amzn-Remapped-${name}` : name, value);
}

/** Whether Node can send it: a value with a line end would be another header. */
export function isSendable(name: string, value: string): boolean {
  return /^[\^`\-\w!#$%&'*+.|~]+$/.test(name) && !/[^\t\x20-\x7e\x80-\u00ff]/.test(value);
}
