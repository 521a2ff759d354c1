import type { ValueSource } from './rest-api.ts';

const METHOD_REQUEST = /^(?:integration|method)\.request\.(multivalue)?(header|path|querystring)\.([a-zA-Z0-9._$-]+)$/;

/**
 * Reads a mapping expression: `'static'`, `method.request.{header,path,querystring}.NAME` (`multivalueheader`,
 * `multivaluequerystring`), `stageVariables.NAME`, `context.NAME`. `undefined`: another one, e.g. of the body.
 */
export function valueSource(expression: string): ValueSource | undefined {
  if (/^'[^']*'$/s.test(expression)) return { kind: 'static', value: expression.slice(1, -1) };
  const request = METHOD_REQUEST.exec(expression);
  if (request?.[2] !== undefined && request[3] !== undefined) {
    return { kind: request[2] as 'header' | 'path' | 'querystring', name: request[3], multi: request[1] !== undefined };
  }
  if (expression.startsWith('stageVariables.')) return { kind: 'stage-variable', name: expression.slice(15) };
  if (expression.startsWith('context.')) return { kind: 'context', name: expression.slice(8) };
  return undefined;
}
