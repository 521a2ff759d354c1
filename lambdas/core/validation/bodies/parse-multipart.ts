import { type MediaType, parseMediaType, parseParameters } from '../media-type.ts';

/** A part of `multipart/form-data` (RFC 7578). */
export interface Part {
  readonly name: string;
  readonly isFile: boolean;
  readonly type: MediaType | undefined;
  /** One octet for each character (Latin-1). */
  readonly octets: string;
}

export type ParsedMultipart =
  | { readonly kind: 'parsed'; readonly parts: readonly Part[] }
  | { readonly kind: 'faulty'; readonly detail: string };

/** More than any form has; each is looked for in all of the schema's properties. */
const MAX_PARTS = 1000;
const MAX_HEADER = 8192;

const faulty = (detail: string): ParsedMultipart => ({ kind: 'faulty', detail });

/**
 * Reads a whole body at once, as a string of octets: requests end at API Gateway's 10 MB, so that nothing needs to stream.
 * Strict where readers differ: each part has one `Content-Disposition: form-data` with a name, and the last boundary is there.
 */
export function parseMultipart(octets: string, boundary: string | undefined): ParsedMultipart {
  if (boundary === undefined || boundary === '' || boundary.length > 70)
    return faulty('has no boundary that can be used');
  const sections = `\r\n${octets}`.split(`\r\n--${boundary}`);
  const last = sections.pop();
  if (sections.length === 0 || last === undefined || !/^--[ \t]*(?:\r\n|$)/.test(last))
    return faulty('does not end with its boundary');
  if (sections.length - 1 > MAX_PARTS) return faulty(`has more than ${MAX_PARTS} parts`);
  const parts = sections.slice(1).map(parsePart);
  const fault = parts.find((part) => typeof part === 'string');
  return fault === undefined
    ? { kind: 'parsed', parts: parts.filter((part) => typeof part !== 'string') }
    : faulty(fault);
}

function parsePart(section: string): Part | string {
  const [, start] = /^([ \t]*\r\n)/.exec(section) ?? [];
  if (start === undefined) return 'has a boundary that does not end its line';
  const rest = section.slice(start.length);
  const end = rest.startsWith('\r\n') ? 0 : rest.indexOf('\r\n\r\n');
  if (end < 0 || end > MAX_HEADER) return 'has a part whose header does not end';
  const header = parseHeader(rest.slice(0, end));
  const disposition = header.get('content-disposition') ?? [];
  const [only, second] = disposition;
  if (only === undefined || second !== undefined) return 'has a part without one Content-Disposition';
  const parameters = /^form-data(?=\s*;)/i.test(only) ? parseParameters(only, 'form-data'.length) : undefined;
  const name = parameters?.get('name');
  if (parameters === undefined || name === undefined) return 'has a part without a name';
  return {
    // Browsers send a quote in a name as `%22` (HTML, "multipart/form-data encoding algorithm").
    name: utf8(name)?.replaceAll('%22', '"') ?? name,
    isFile: parameters.has('filename') || parameters.has('filename*'),
    type: parseMediaType(header.get('content-type')?.[0] ?? ''),
    octets: rest.slice(end === 0 ? 2 : end + 4),
  };
}

function parseHeader(text: string): ReadonlyMap<string, readonly string[]> {
  const lines = text.split('\r\n').filter((line) => line.includes(':'));
  const fields = lines.map((line) => {
    const at = line.indexOf(':');
    return [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()] as const;
  });
  return new Map(
    [...Map.groupBy(fields, ([name]) => name)].map(([name, found]) => [name, found.map(([, value]) => value)]),
  );
}

/** Octets as UTF-8; `undefined`: they are not. */
export function utf8(octets: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(octets, 'latin1'));
  } catch {
    return undefined;
  }
}
