/**
 * Whether a text may hold a reference that is not `#/…`: to another file, or to a name that a schema gives itself. Looking
 * for one in the text takes 2 ms where the values of the largest documents would take 100, and nearly all documents have none.
 */
export function mayLeaveFile(text: string): boolean {
  return /\$ref["']?\s*:\s*(?!["']?#\/|\{)/.test(text);
}
