import type { Behaviour } from '../behaviour.ts';
import { headersFor } from './event-headers.ts';
import type { Exchange, Refusal } from './exchange.ts';
import { readHeader } from './read-header.ts';
import { readQuery } from './read-query.ts';
import { missingParameters } from './refusals.ts';

/** Required parameters must be there and not blank; their values are never looked at. All missing ones are named. */
export function validateParameters(
  exchange: Exchange,
  behaviour: Pick<Behaviour, 'header-names'>,
): Refusal | undefined {
  const { requiredParameters } = exchange.method;
  if (requiredParameters.length === 0) return undefined;
  const query = readQuery(exchange.request.query)?.single;
  const missing = requiredParameters.filter((parameter) => {
    switch (parameter.in) {
      case 'header':
        return isBlank(
          header(headersFor(exchange, parameter.name), parameter.name, behaviour['header-names'] === 'exact'),
        );
      case 'path':
        return isBlank(exchange.pathParameters[parameter.name]);
      case 'querystring':
        return isBlank(query?.[parameter.name]);
      default:
        return parameter.in satisfies never;
    }
  });
  return missing.length === 0 ? undefined : missingParameters(missing.map((parameter) => parameter.name));
}

function isBlank(value: string | undefined): boolean {
  return value === undefined || value.trim() === '';
}

function header(rawHeaders: readonly string[], name: string, exact: boolean): string | undefined {
  if (!exact) return readHeader(rawHeaders, name.toLowerCase());
  const place = rawHeaders.findIndex((item, i) => i % 2 === 0 && item === name);
  return place === -1 ? undefined : rawHeaders[place + 1];
}
