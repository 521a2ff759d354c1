import type { OperationDescription } from '../../../lambdas/core/validation/operation-description.ts';
import type { Report } from '../finding.ts';
import type { ReadOperation } from '../reading.ts';
import type { SchemaSet } from '../schemas/schema-set.ts';
import { describeBody, mediaTypesDescriber } from './describe-body.ts';
import { describeHeader, describeParameter } from './describe-parameter.ts';

/** The schemas of a document, by who sends the values. */
export interface DocumentSchemas {
  readonly request: SchemaSet;
  readonly response: SchemaSet;
}

/** What is held against requests and responses of an operation; `undefined`: nothing, by its policy or for want of words. */
export function operationDescriber(
  schemas: DocumentSchemas,
  report: Report,
): (operation: ReadOperation) => OperationDescription | undefined {
  const ofRequests = { schemas: schemas.request, report };
  const ofResponses = { schemas: schemas.response, report };
  const sent = mediaTypesDescriber(ofRequests);
  const answered = mediaTypesDescriber(ofResponses);
  return ({ parameters, content, path, method, policy }) => {
    const { request, response } = policy.validate;
    const described: OperationDescription = {
      parameters:
        request === undefined ? [] : parameters.flatMap((parameter) => describeParameter(parameter, path, ofRequests)),
      ...(request !== undefined && content.request && { body: describeBody(content.request, method, sent) }),
      ...(response !== undefined && {
        responses: content.responses.map(({ status, mediaTypes, headers }) => ({
          status,
          mediaTypes: answered(mediaTypes),
          headers: headers.flatMap((header) => describeHeader(header, ofResponses)),
        })),
      }),
    };
    const isEmpty =
      described.parameters.length === 0 && described.body === undefined && described.responses === undefined;
    return isEmpty ? undefined : described;
  };
}
