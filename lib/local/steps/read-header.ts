/**
 * Last value of a header by its lower case name, case-insensitively; `undefined` when it is not there. Events keep the last
 * of several (recorded): what is judged here must be what a function takes it for.
 */
export function readHeader(rawHeaders: readonly string[], lowerCaseName: string): string | undefined {
  for (let i = rawHeaders.length - 2; i >= 0; i -= 2) {
    const name = rawHeaders[i];
    if (name !== undefined && name.length === lowerCaseName.length && name.toLowerCase() === lowerCaseName)
      return rawHeaders[i + 1];
  }
  return undefined;
}

/** All values of a header, in order. */
export function readHeaderValues(rawHeaders: readonly string[], lowerCaseName: string): readonly string[] {
  return rawHeaders.filter((_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === lowerCaseName);
}

/** A media type without parameters, lower case. */
export function mediaTypeOf(value: string): string {
  const semicolon = value.indexOf(';');
  return (semicolon === -1 ? value : value.slice(0, semicolon)).trim().toLowerCase();
}
