import type { Exchange, Refusal } from './exchange.ts';
import { readHeader } from './read-header.ts';
import { readQuery } from './read-query.ts';
import { missingParameters } from './refusals.ts';

/** Required parameters must be there and not blank; their values are never looked at. All missing ones are named. */
export function validateParameters(exchange: Exchange): Refusal | undefined {
  const { requiredParameters } = exchange.method;
  if (requiredParameters.length === 0) return undefined;
  const query = readQuery(exchange.request.query)?.single;
  const missing = requiredParameters.filter((parameter) => {
    switch (parameter.in) {
      case 'header':
        return isBlank(readHeader(exchange.request.rawHeaders, parameter.name.toLowerCase()));
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
