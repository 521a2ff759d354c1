import { fieldValues } from './fields/field-values.ts';
import type { HeaderField } from './messages.ts';

/** Whether a client takes gzip (RFC 9110 section 12.5.3): by name, else by `*`, and not with a weight of 0. */
export function acceptsGzip(headers: readonly HeaderField[]): boolean {
  const weights = new Map<string, number>();
  for (const coding of fieldValues(headers, 'accept-encoding').join(',').split(',')) {
    const [name = '', ...parameters] = coding.toLowerCase().split(';');
    const weight = parameters.map((parameter) => /^\s*q\s*=\s*([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
    weights.set(name.trim(), Number(weight ?? 1));
  }
  return (weights.get('gzip') ?? weights.get('x-gzip') ?? weights.get('*') ?? 0) > 0;
}
