const stringLiterals = /"[^"\\]*(?:\\.[^"\\]*)*"/g;

/**
 * Reads a JSON object in which no object has two members of one name; anything else gives `undefined`. `JSON.parse` keeps
 * the last duplicate, other readers the first: RFC 7515 section 5.2 lets us refuse, and then nobody can disagree.
 */
export function parseStrictObject(text: string): Readonly<Record<string, unknown>> | undefined {
  const value = parseJson(text);
  if (!isObject(value)) return undefined;
  // In valid JSON each colon outside a string belongs to one member; a duplicate is one colon without a member.
  const writtenMembers = text.replace(stringLiterals, '').split(':').length - 1;
  return countMembers(value) === writtenMembers ? value : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A list of its own instead of recursion: 8 kB of `[` must not end the stack. */
function countMembers(root: object): number {
  const pending: unknown[] = [root];
  let members = 0;
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value !== 'object' || value === null) continue;
    const children = Object.values(value);
    if (!Array.isArray(value)) members += children.length;
    for (const child of children) pending.push(child);
  }
  return members;
}
