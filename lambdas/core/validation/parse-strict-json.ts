export type ParsedJson =
  | { readonly kind: 'parsed'; readonly value: unknown }
  | { readonly kind: 'faulty'; readonly detail: string };

/** Deeper than any honest value; whoever walks it meets as many frames of the stack, and more. */
const MAX_DEPTH = 200;

/**
 * JSON in which no object has two members of one name: `JSON.parse` keeps the last one, other readers the first (RFC 8259
 * section 4), so that what was checked would not be what is read.
 */
export function parseStrictJson(text: string): ParsedJson {
  let value: unknown;
  const { members, depth } = scan(text);
  if (depth > MAX_DEPTH) return { kind: 'faulty', detail: `is nested more than ${MAX_DEPTH} deep` };
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'faulty', detail: 'is not JSON' };
  }
  // In valid JSON each colon outside a string belongs to one member; a duplicate is one colon without a member.
  if (countMembers(value) === members) return { kind: 'parsed', value };
  return { kind: 'faulty', detail: 'has two members of one name in an object' };
}

const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a];

/** Brackets and braces. */
const isOpening = (code: number): boolean => code === 0x5b || code === 0x7b;
const isClosing = (code: number): boolean => code === 0x5d || code === 0x7d;

/** Colons outside strings, and how deep brackets nest. Means nothing where the text is no JSON. */
function scan(text: string): { readonly members: number; readonly depth: number } {
  let members = 0;
  let level = 0;
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) index = endOfString(text, index);
    else if (code === COLON) members++;
    else if (isOpening(code)) depth = Math.max(depth, ++level);
    else if (isClosing(code)) level--;
  }
  return { members, depth };
}

/** Index of the closing quote. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const children: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
  let members = Array.isArray(value) ? 0 : children.length;
  for (const child of children) members += countMembers(child);
  return members;
}
