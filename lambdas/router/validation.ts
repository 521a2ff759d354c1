import { withPatterns } from '../adapters/pattern-guard.ts';
import { validationFile } from '../adapters/validation-file.ts';
import type { RequestMessage } from '../core/messages.ts';
import type { RoutedOperation } from '../core/router-config.ts';
import { faultOf } from '../core/validation/fault.ts';
import type { OperationDescription } from '../core/validation/operation-description.ts';
import { schemaReader } from '../core/validation/schema-reader.ts';
import { type RequestVerdict, validateRequest } from '../core/validation/validate-request.ts';
import { validateResponse } from '../core/validation/validate-response.ts';
import { loggedViolations, violationsProblem } from '../core/validation/violations-problem.ts';
import { type Answer, type AnswerRecord, problemAnswer } from './answer.ts';

/** Holds requests and responses against the document, with the operation's policy. */
export interface Validation {
  /** The answer where the request is refused, else what the log is to say of it. */
  request(operation: RoutedOperation, asked: AskedRequest): Answer<Uint8Array> | AnswerRecord;
  /** The answer, with what the log is to say of it. */
  response(operation: RoutedOperation, method: string, answer: Answer): Answer;
}

export interface AskedRequest {
  readonly message: RequestMessage;
  /** Percent-encoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

const TOO_COMPLEX: RequestVerdict = {
  kind: 'invalid',
  faults: [faultOf({ in: 'body' }, 'complexity', 'takes too long to be checked, as do parameters of the request')],
};

export function createValidation(): Validation {
  const file = validationFile();
  const requests = schemaReader(file.requestDefinition);
  const responses = schemaReader(file.responseDefinition);
  const descriptions = new Map<string, OperationDescription>();
  const describe = (id: string): OperationDescription => {
    const description = descriptions.get(id) ?? file.operation(id);
    descriptions.set(id, description);
    return description;
  };
  return {
    request(operation, { message, pathParameters }) {
      const mode = operation.validate?.request;
      if (mode === undefined) return {};
      const request = { ...message, pathParameters };
      const verdict =
        withPatterns((matches) => validateRequest(describe(operation.id), request, { schemas: requests, matches })) ??
        TOO_COMPLEX;
      if (verdict.kind === 'valid') return {};
      const requestViolations = verdict.kind === 'unsupported' ? ['body type'] : loggedViolations(verdict.faults);
      if (mode === 'report') return { requestViolations };
      return problemAnswer(violationsProblem(verdict), { requestViolations, reason: 'invalid request' });
    },
    response(operation, method, answer) {
      if (operation.validate?.response === undefined || answer.origin === 'gateway') return answer;
      const { status, headers } = answer;
      const hasContent = method !== 'HEAD' && status !== 204 && status !== 304;
      const body = hasContent && answer.body instanceof Uint8Array ? answer.body : undefined;
      const faults = withPatterns((matches) =>
        validateResponse(describe(operation.id), { status, headers, body }, { schemas: responses, matches }),
      ) ?? [faultOf({ in: 'body' }, 'complexity', 'takes too long to be checked')];
      if (faults.length === 0) return answer;
      return { ...answer, record: { ...answer.record, responseViolations: loggedViolations(faults) } };
    },
  };
}
