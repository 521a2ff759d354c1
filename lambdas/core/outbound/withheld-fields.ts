import type { HeaderField } from '../messages.ts';
import type { OutboundAuth } from '../outbound-config.ts';
import { canonical } from '../proxy/hop-by-hop.ts';

/**
 * A client's fields without those that a backend with credentials of its own must not get from it: its `Authorization`, which
 * is for the gateway, and where requests are signed all of AWS's, of which `X-Amz-Target` chooses what is done.
 */
export function withheldFields(
  headers: readonly HeaderField[],
  auth: OutboundAuth | undefined,
): readonly HeaderField[] {
  if (auth === undefined) return headers;
  return headers.filter(([name]) => {
    const key = canonical(name);
    return key !== 'authorization' && !(auth.kind === 'sigv4' && key.startsWith('x-amz-'));
  });
}
