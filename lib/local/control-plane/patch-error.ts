/** The service's words for a path that cannot be patched (recorded; the two blanks are its own). */
export function invalidPath(op: string, path: string, allowed: readonly string[]): string {
  return `Invalid patch path  '${path}' specified for op '${op}'. Must be one of: [${allowed.join(', ')}]`;
}

const OPERATIONS = ['add', 'remove', 'replace', 'move', 'copy', 'test'];

/** `undefined`: it is one of JSON Patch's. */
export function invalidOperation(op: string): string | undefined {
  return OPERATIONS.includes(op) ? undefined : `Invalid patch operation specified. Must be 'add'|'remove'|'replace'`;
}
