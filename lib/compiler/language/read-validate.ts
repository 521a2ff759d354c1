import type { ValidationPolicy } from '../../../lambdas/core/router-config.ts';
import type { Cursor } from './cursor.ts';
import { readFields } from './read-fields.ts';
import { readOneOf } from './read-values.ts';

/** Requests that are not as described are refused unless the document says otherwise; responses are the target's own affair. */
const DEFAULT: ValidationPolicy = { request: 'enforce' };

const readRequest = readOneOf(['enforce', 'report', 'off']);
const readResponse = readOneOf(['report', 'off']);

export function readValidate(cursor: Cursor | undefined): ValidationPolicy {
  if (cursor === undefined) return DEFAULT;
  const fields = readFields(cursor, { known: ['request', 'response'] });
  const request = readRequest(fields('request')) ?? DEFAULT.request;
  const response = readResponse(fields('response')) ?? 'off';
  return {
    ...(request !== undefined && request !== 'off' && { request }),
    ...(response !== 'off' && { response }),
  };
}
