import { error, type Report } from '../finding.ts';
import { isObject, member, type PlainObject } from '../plain-object.ts';
import { shown } from '../shown.ts';

/** Whether `value` is a document in a dialect this version reads; says why not. */
export function checkVersion(value: unknown, report: Report): value is PlainObject {
  const refuse = (pointer: string, message: string) => {
    report(error('openapi-version', pointer, message));
    return false;
  };
  if (!isObject(value))
    return refuse(
      '',
      `this is not an OpenAPI document: it is ${shown(value)}, expected an object with the key openapi, add openapi: 3.0.3`,
    );
  const swagger = member(value, 'swagger');
  if (swagger !== undefined)
    return refuse('/swagger', `swagger is ${shown(swagger)}, this version reads "2.0", convert the document to that`);
  const version = member(value, 'openapi');
  if (version === undefined)
    return refuse('', 'this is not an OpenAPI document: the key openapi is missing, add openapi: 3.0.3');
  if (typeof version === 'string' && /^3\.[012]\.\d+/.test(version)) return true;
  const short = typeof version === 'number' ? version.toFixed(1) : version;
  if (typeof short === 'string' && /^3\.[012]$/.test(short))
    return refuse('/openapi', `openapi is ${shown(version)}, expected three numbers, write openapi: ${short}.0`);
  return refuse(
    '/openapi',
    `openapi is ${shown(version)}, this version reads "3.0.x", "3.1.x" and "3.2.x", convert the document to one of them`,
  );
}
