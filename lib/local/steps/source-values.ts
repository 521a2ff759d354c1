import type { ValueSource } from '../rest-api/rest-api.ts';
import { contextVariable } from './context-variable.ts';
import { headersFor } from './event-headers.ts';
import { writeExactJson } from './exact-json.ts';
import type { Arrival, BackendAnswer, Exchange } from './exchange.ts';
import { jsonPath } from './json-path.ts';
import { readHeaderValues } from './read-header.ts';
import { readQuery } from './read-query.ts';

/**
 * The values that a mapping expression has for a request; empty when there is none. `header` and `querystring` give one
 * value, the last, their `multivalue` forms all. Header names are compared without case, since HTTP clients differ in it.
 * @param backend the integration's answer, in a response
 */
export function sourceValues(
  source: ValueSource,
  arrival: Arrival | Exchange,
  backend?: BackendAnswer,
): readonly string[] {
  switch (source.kind) {
    case 'response-header':
      return lastOrAll(readHeaderValues(backend?.rawHeaders ?? [], source.name.toLowerCase()), source.multi);
    case 'body':
      return one(bodyValue(source.path, (backend ?? arrival.request).body));
    case 'static':
      return [source.value];
    case 'header':
      return lastOrAll(readHeaderValues(headersFor(arrival, source.name), source.name.toLowerCase()), source.multi);
    case 'querystring':
      return lastOrAll(readQuery(arrival.request.query)?.multi[source.name] ?? [], source.multi);
    case 'path':
      return one('pathParameters' in arrival ? arrival.pathParameters[source.name] : undefined);
    case 'stage-variable':
      return one(arrival.stage.variables?.[source.name]);
    case 'context':
      return one(contextVariable(source.name, arrival));
    default:
      return source satisfies never;
  }
}

/** A text as it is, any other value as JSON. */
function bodyValue(path: string | undefined, body: Buffer): string | undefined {
  const text = body.toString('utf8');
  if (path === undefined) return text;
  const value = jsonPath(text, `$.${path}`);
  return typeof value === 'string' || value === undefined ? value : writeExactJson(value);
}

function lastOrAll(values: readonly string[], all: boolean): readonly string[] {
  return all || values.length < 2 ? values : values.slice(-1);
}

function one(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value];
}
