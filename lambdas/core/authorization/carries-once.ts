import type { CredentialField } from '../authorizer-config.ts';
import type { RequestMessage } from '../messages.ts';
import { canonical } from '../proxy/hop-by-hop.ts';

/** Whether a request holds each of the fields exactly once, whatever spelling a lenient server would read as it. */
export function carriesOnce(
  fields: readonly CredentialField[],
  { headers, query }: Pick<RequestMessage, 'headers' | 'query'>,
): boolean {
  return fields.every(({ in: place, name }) =>
    place === 'header'
      ? headers.filter(([other]) => canonical(other) === canonical(name)).length === 1
      : new URLSearchParams(query).getAll(name).length === 1,
  );
}
