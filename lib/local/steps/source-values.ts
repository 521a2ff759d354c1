import type { ValueSource } from '../rest-api/rest-api.ts';
import { contextVariable } from './context-variable.ts';
import type { Arrival, Exchange } from './exchange.ts';
import { readHeaderValues } from './read-header.ts';
import { readQuery } from './read-query.ts';

/**
 * The values that a mapping expression has for a request; empty when there is none. `header` and `querystring` give one
 * value, the last, their `multivalue` forms all. Header names are compared without case, since HTTP clients differ in it.
 */
export function sourceValues(source: ValueSource, arrival: Arrival | Exchange): readonly string[] {
  switch (source.kind) {
    case 'static':
      return [source.value];
    case 'header':
      return lastOrAll(readHeaderValues(arrival.request.rawHeaders, source.name.toLowerCase()), source.multi);
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

function lastOrAll(values: readonly string[], all: boolean): readonly string[] {
  return all || values.length < 2 ? values : values.slice(-1);
}

function one(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value];
}
