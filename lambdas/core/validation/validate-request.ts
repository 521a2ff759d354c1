import type { RequestMessage } from '../messages.ts';
import { type BodyVerdict, bodyFaults } from './bodies/body-faults.ts';
import type { Fault } from './fault.ts';
import type { OperationDescription } from './operation-description.ts';
import { parameterFaults } from './parameters/parameter-faults.ts';
import { requestTexts } from './parameters/request-texts.ts';
import type { TextReader } from './text-values.ts';

export interface CheckedRequest extends Pick<RequestMessage, 'query' | 'headers' | 'body'> {
  /** Percent-encoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

export type RequestVerdict =
  | { readonly kind: 'valid' }
  | { readonly kind: 'invalid'; readonly faults: readonly Fault[] }
  /** The body is of a type that is not described. */
  | Extract<BodyVerdict, { readonly kind: 'unsupported' }>;

/** Holds a request against what the document says of its operation. Nothing is changed: defaults are not filled in. */
export function validateRequest(
  { parameters, body }: OperationDescription,
  request: CheckedRequest,
  reader: TextReader,
): RequestVerdict {
  const verdict: BodyVerdict = body === undefined ? { kind: 'checked', faults: [] } : bodyFaults(body, request, reader);
  if (verdict.kind === 'unsupported') return verdict;
  const textsOf = requestTexts(request, request.pathParameters, parameters);
  const faults = parameters.flatMap((parameter) => parameterFaults(parameter, textsOf(parameter), reader));
  const all = [...faults, ...verdict.faults];
  return all.length === 0 ? { kind: 'valid' } : { kind: 'invalid', faults: all };
}
