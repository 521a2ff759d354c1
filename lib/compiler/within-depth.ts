/** Whether a value is nested at most `depth` deep, so that walking it cannot exhaust the stack. */
export function withinDepth(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((child) => withinDepth(child, depth - 1));
}
