import { shown } from '../shown.ts';
import type { Dialect } from './normal-document.ts';

/** JSON Schema 2020-12, and what OpenAPI makes of it. */
const READ =
  /^https:\/\/(spec\.openapis\.org\/oas\/3\.[12]\/dialect\/[\w-]+|json-schema\.org\/draft\/2020-12\/schema)#?$/;
/** What OpenAPI 3.0 takes its keywords from. */
const OLD = /^http:\/\/json-schema\.org\/draft-0[45]\/schema#?$/;

/** What is wrong with a dialect of schemas that a document names, if anything is. */
export function dialectFault(key: string, value: unknown, dialect: Dialect): string | undefined {
  if (typeof value === 'string' && (READ.test(value) || (dialect === '3.0' && OLD.test(value)))) return undefined;
  return `${key} is ${shown(value)}, but schemas are read as JSON Schema 2020-12 with what OpenAPI adds; write them so`;
}
