import { fieldValues } from '../fields/field-values.ts';
import type { HeaderField } from '../messages.ts';
import { bodyFaults } from './bodies/body-faults.ts';
import { type Fault, faultOf } from './fault.ts';
import type { OperationDescription, ResponseDescription } from './operation-description.ts';
import { parameterFaults } from './parameters/parameter-faults.ts';
import { requestTexts } from './parameters/request-texts.ts';
import type { TextReader } from './text-values.ts';

export interface CheckedResponse {
  readonly status: number;
  readonly headers: readonly HeaderField[];
  /** `undefined`: it is not at hand, or there is none by its method or status. */
  readonly body: Uint8Array | undefined;
}

/** Holds a target's response against what the document says of its status. */
export function validateResponse(
  { responses = [] }: OperationDescription,
  { status, headers, body }: CheckedResponse,
  reader: TextReader,
): readonly Fault[] {
  const described = describedResponse(responses, status);
  if (described === undefined) return [faultOf({ in: 'status' }, 'undescribed', 'is not described')];
  const textsOf = requestTexts({ query: '', headers }, {}, described.headers);
  const faults = described.headers.flatMap((header) => parameterFaults(header, textsOf(header), reader));
  if (body === undefined || described.mediaTypes.length === 0) return faults;
  const verdict = bodyFaults({ required: true, mediaTypes: described.mediaTypes }, { headers, body }, reader);
  const isCoded = fieldValues(headers, 'content-encoding').length > 0;
  if (verdict.kind === 'checked') return [...faults, ...verdict.faults];
  return isCoded ? faults : [...faults, faultOf({ in: 'body' }, 'type', verdict.detail)];
}

/** The status itself before its class (`2XX`) before `default`. */
function describedResponse(responses: readonly ResponseDescription[], status: number): ResponseDescription | undefined {
  const keys = [String(status), `${Math.trunc(status / 100)}XX`, 'default'];
  return keys.map((key) => responses.find((response) => response.status === key)).find((found) => found !== undefined);
}
