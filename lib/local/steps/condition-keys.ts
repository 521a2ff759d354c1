import type { ConditionKeys } from './evaluate-condition.ts';
import type { Arrival } from './exchange.ts';
import { readHeader } from './read-header.ts';

/** The condition keys of IAM that a request without AWS's signature has; endpoints of a VPC it did not come by. */
export function conditionKeys({ request, now }: Arrival): ConditionKeys {
  return {
    'aws:sourceip': request.sourceIp.replace(/^::ffff:/, ''),
    'aws:useragent': readHeader(request.rawHeaders, 'user-agent'),
    'aws:referer': readHeader(request.rawHeaders, 'referer'),
    'aws:securetransport': 'true',
    'aws:currenttime': new Date(now).toISOString(),
    'aws:epochtime': String(Math.floor(now / 1000)),
    'aws:sourcevpc': undefined,
    'aws:sourcevpce': undefined,
    'aws:vpcsourceip': undefined,
    'aws:principalorgid': undefined,
  };
}
