import type { ElsewhereAuthorizer } from '../rest-api/rest-api.ts';
import type { Exchange, Refusal } from './exchange.ts';
import { readHeader } from './read-header.ts';
import { AUTHORIZER_CONFIGURATION_ERROR, MISSING_AUTHENTICATION_TOKEN, UNAUTHORIZED } from './refusals.ts';
import { sourceValues } from './source-values.ts';

/** Fail closed: nobody is let in by what cannot be checked here. Who shows nothing reads what the service would tell. */
export function refuseElsewhere({ scheme, identitySources, reason }: ElsewhereAuthorizer, exchange: Exchange): Refusal {
  if (scheme === 'iam' && !isSigned(exchange)) return MISSING_AUTHENTICATION_TOKEN;
  const shows = identitySources.every((source) => (sourceValues(source, exchange)[0] ?? '').trim() !== '');
  if (scheme !== 'iam' && !shows) return UNAUTHORIZED;
  return { ...AUTHORIZER_CONFIGURATION_ERROR, detail: reason };
}

const isSigned = ({ request: { rawHeaders, query } }: Exchange): boolean =>
  readHeader(rawHeaders, 'authorization') !== undefined || /(?:^|&)X-Amz-Signature=/i.test(query);
