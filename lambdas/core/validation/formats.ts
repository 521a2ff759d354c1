/**
 * Formats of JSON Schema 2020-12 section 7.3 and of OpenAPI's registry that are checked. Each takes time in proportion to
 * the text: a text longer than its format can be is refused unread, and no expression backtracks over two repetitions.
 */
import { isDate, isDateTime, isDuration, isTime } from './formats/dates.ts';
import { isEmail, isHostname, isIpv4, isIpv6 } from './formats/hosts.ts';
import { isJsonPointer, isRegex, isRelativeJsonPointer, isUuid } from './formats/identifiers.ts';
import { isIri, isIriReference, isUri, isUriReference, isUriTemplate } from './formats/uris.ts';

type Test<T> = (value: T) => boolean;

export const TEXT_FORMATS: Readonly<Record<string, Test<string>>> = {
  date: isDate,
  'date-time': isDateTime,
  time: isTime,
  duration: isDuration,
  email: isEmail,
  hostname: isHostname,
  ipv4: isIpv4,
  ipv6: isIpv6,
  uri: isUri,
  'uri-reference': isUriReference,
  iri: isIri,
  'iri-reference': isIriReference,
  'uri-template': isUriTemplate,
  url: isUri,
  uuid: isUuid,
  'json-pointer': isJsonPointer,
  'relative-json-pointer': isRelativeJsonPointer,
  regex: isRegex,
  byte: (text) => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text),
  base64url: (text) => text.length % 4 !== 1 && /^[A-Za-z0-9_-]*={0,2}$/.test(text),
};

export const NUMBER_FORMATS: Readonly<Record<string, Test<number>>> = {
  int8: within(-(2 ** 7), 2 ** 7 - 1),
  uint8: within(0, 2 ** 8 - 1),
  int16: within(-(2 ** 15), 2 ** 15 - 1),
  uint16: within(0, 2 ** 16 - 1),
  int32: within(-(2 ** 31), 2 ** 31 - 1),
  uint32: within(0, 2 ** 32 - 1),
  // The nearest double of a greater number may be the limit itself: at the edge one in 2^53 is not told apart.
  int64: within(-(2 ** 63), 2 ** 63),
  uint64: within(0, 2 ** 64),
  float: (value) => Math.abs(value) <= 3.402823466385289e38,
};

function within(least: number, most: number): Test<number> {
  return (value) => Number.isInteger(value) && value >= least && value <= most;
}

/** Formats that say nothing which could be checked: of a program, a screen, or of what travels outside JSON. */
export const UNCHECKED_FORMATS: ReadonlySet<string> = new Set(['binary', 'password', 'double', 'html', 'commonmark']);
