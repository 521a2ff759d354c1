import { readHeader } from './read-header.ts';

/** `X-HTTP-Method-Override` replaces the method ("Important notes"). */
export function effectiveMethod(method: string, rawHeaders: readonly string[]): string {
  return readHeader(rawHeaders, 'x-http-method-override')?.toUpperCase() ?? method;
}
