import { asObject, listOf, stringOf } from '../../json-values.ts';
import type { OpenApiBody } from './openapi-body.ts';

export type BasePathMode = 'ignore' | 'prepend' | 'split';

/**
 * What goes before each path: `basePath` of Swagger 2.0; of OpenAPI 3.0 the variable `basePath` of the first server,
 * else the path of its URL (developer guide, import and basePath). `split` leaves out the first part.
 */
export function basePath({ root }: OpenApiBody, mode: BasePathMode): string {
  if (mode === 'ignore') return '';
  const whole = root.swagger === undefined ? serverPath(root.servers) : (stringOf(root.basePath) ?? '');
  const parts = whole.split('/').filter((part) => part !== '');
  return [...(mode === 'split' ? parts.slice(1) : parts)].map((part) => `/${part}`).join('');
}

function serverPath(servers: unknown): string {
  const server = asObject(listOf(servers)[0]) ?? {};
  const variable = asObject(asObject(server.variables)?.basePath)?.default;
  if (variable !== undefined) return String(variable);
  const url = stringOf(server.url) ?? '';
  return (URL.parse(url.replace(/\{[^}]*\}/g, 'x'), 'http://host')?.pathname ?? '').replace(/\/$/, '');
}
