/** Label of RFC 1123 section 2.1, 63 octets at most. */
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const LOCAL_ATOM = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+$/i;
/** RFC 5321 section 4.1.2: a quoted local part. */
const LOCAL_QUOTED = /^"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\[\x20-\x7e])*"$/;

export function isHostname(text: string): boolean {
  return text.length <= 253 && text.split('.').every((label) => LABEL.test(label));
}

/** RFC 5321 section 4.1.2: a local part of at most 64 octets, and a domain or an address in brackets. */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@');
  const [local, domain] = [text.slice(0, at), text.slice(at + 1)];
  if (at < 1 || text.length > 320 || local.length > 64) return false;
  const isLocal = LOCAL_QUOTED.test(local) || local.split('.').every((atom) => LOCAL_ATOM.test(atom));
  const address = /^\[(IPv6:)?(.*)\]$/.exec(domain);
  if (address === null) return isLocal && isHostname(domain);
  return isLocal && (address[1] === undefined ? isIpv4 : isIpv6)(address[2] ?? '');
}

export function isIpv4(text: string): boolean {
  const parts = text.split('.', 5);
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

/** RFC 4291 section 2.2. */
export function isIpv6(text: string): boolean {
  if (text.length > 45) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const hasIpv4 = last.includes('.');
  if (hasIpv4 && (!isIpv4(last) || text.endsWith('::'))) return false;
  const words = hasIpv4 ? groups.slice(0, -1) : groups;
  const count = words.length + (hasIpv4 ? 2 : 0);
  const fills = halves.length === 2 ? count <= 7 : count === 8;
  return fills && words.every((word) => /^[0-9a-f]{1,4}$/i.test(word));
}
