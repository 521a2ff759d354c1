import type { ValueSource } from '../rest-api.ts';

const METHOD_REQUEST = /^(?:integration|method)\.request\.(multivalue)?(header|path|querystring)\.([a-zA-Z0-9._$-]+)$/;
const RESPONSE = /^integration\.response\.(multivalue)?header\.([a-zA-Z0-9._$-]+)$/;
const BODY = /^(?:method\.request|integration\.response)\.body(?:\.(.+))?$/;

/**
 * Reads a mapping expression: `'static'`, `method.request.{header,path,querystring}.NAME` (`multivalueheader`,
 * `multivaluequerystring`), `method.request.body[.JSONPATH]`, `integration.response.{header,multivalueheader}.NAME`,
 * `integration.response.body[.JSONPATH]`, `stageVariables.NAME`, `context.NAME`. `undefined`: another one.
 */
export function valueSource(expression: string): ValueSource | undefined {
  if (/^'[^']*'$/s.test(expression)) return { kind: 'static', value: expression.slice(1, -1) };
  const request = METHOD_REQUEST.exec(expression);
  if (request?.[2] !== undefined && request[3] !== undefined) {
    return { kind: request[2] as 'header' | 'path' | 'querystring', name: request[3], multi: request[1] !== undefined };
  }
  const response = RESPONSE.exec(expression);
  if (response?.[2] !== undefined)
    return { kind: 'response-header', name: response[2], multi: response[1] !== undefined };
  const body = BODY.exec(expression);
  if (body !== null) return { kind: 'body', path: body[1] };
  if (expression.startsWith('stageVariables.')) return { kind: 'stage-variable', name: expression.slice(15) };
  if (expression.startsWith('context.')) return { kind: 'context', name: expression.slice(8) };
  return undefined;
}
