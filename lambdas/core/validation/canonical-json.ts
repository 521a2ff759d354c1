/** Equal for JSON values that are equal: the order of an object's members does not count. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, child]) => `${JSON.stringify(key)}:${canonicalJson(child)}`);
  return `{${members.sort().join(',')}}`;
}
