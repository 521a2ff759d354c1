/** Field values are octets, of which a string holds one per character; node:http throws on any other. */

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of one octet
const OCTETS = /^[\u0000-\u00ff]*$/;

export const isOctets = (value: string): boolean => OCTETS.test(value);

/** The text in UTF-8. */
export const utf8Octets = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (octet) => String.fromCharCode(octet)).join('');
