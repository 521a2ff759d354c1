import { asObject, type JsonObject, stringOf } from '../json-values.ts';
import type { ImportContext } from './import-context.ts';
import type { Integration, ParameterMapping } from './rest-api.ts';
import { valueSource } from './value-source.ts';

const TARGET = /^integration\.request\.(header|path|querystring)\.(.+)$/;

/** Reads an HTTP_PROXY integration; problems make it `undefined`. */
export function importHttpProxy(
  context: ImportContext,
  place: string,
  settings: JsonObject,
  timeout: number,
): Integration | undefined {
  const httpMethod = stringOf(settings.httpMethod)?.toUpperCase();
  if (httpMethod === undefined) {
    context.problems.invalid(place, 'Enumeration value for HttpMethod must be non-empty (integration httpMethod)');
    return undefined;
  }
  if (settings.contentHandling !== undefined)
    context.problems.unsupported(place, 'contentHandling of an HTTP_PROXY integration');
  if (settings.tlsConfig !== undefined) context.problems.unsupported(place, 'tlsConfig of an integration');
  const uri = context.expand(stringOf(settings.uri) ?? '');
  const reason = uriProblem(uri);
  if (reason !== undefined) return { kind: 'misconfigured', reason };
  return {
    kind: 'http-proxy',
    httpMethod: httpMethod === 'X-AMAZON-APIGATEWAY-ANY-METHOD' ? 'ANY' : httpMethod,
    uri,
    requestParameters: importMappings(context, place, settings),
    streaming: stringOf(settings.responseTransferMode)?.toUpperCase() === 'STREAM',
    timeout,
  };
}

function uriProblem(uri: string): string | undefined {
  const url = URL.parse(uri.replace(/\{[^}]*\}/g, 'x'));
  return url?.protocol === 'http:' || url?.protocol === 'https:'
    ? undefined
    : `invalid HTTP endpoint ${JSON.stringify(uri)}`;
}

function importMappings(context: ImportContext, place: string, settings: JsonObject): ParameterMapping[] {
  return Object.entries(asObject(settings.requestParameters) ?? {}).flatMap(([target, expression]) => {
    const [, to, name] = TARGET.exec(target) ?? [];
    if (typeof expression !== 'string') {
      context.problems.notice(place, `requestParameters ${target} is not a string, API Gateway ignores it`);
      return [];
    }
    const from = valueSource(expression);
    if (name === undefined || from === undefined) {
      context.problems.unsupported(place, `requestParameters ${target}: ${expression}`);
      return [];
    }
    return [{ to: to as ParameterMapping['to'], name, from }]; // the expression has matched one of the three
  });
}
