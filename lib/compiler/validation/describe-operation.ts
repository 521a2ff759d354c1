import type { OperationDescription } from '../../../lambdas/core/validation/operation-description.ts';
import type { Report } from '../finding.ts';
import type { ReadOperation } from '../reading.ts';
import type { SchemaSet } from '../schemas/schema-set.ts';
import { describeBody, describeMediaTypes } from './describe-body.ts';
import { describeHeader, describeParameter } from './describe-parameter.ts';

/** The schemas of a document, by who sends the values. */
export interface DocumentSchemas {
  readonly request: SchemaSet;
  readonly response: SchemaSet;
}

/** What is held against requests and responses of an operation; `undefined`: nothing, by its policy or for want of words. */
export function describeOperation(
  { parameters, content, path, method, policy }: ReadOperation,
  schemas: DocumentSchemas,
  report: Report,
): OperationDescription | undefined {
  const { request, response } = policy.validate;
  const context = { schemas: schemas.request, report };
  const described: OperationDescription = {
    parameters:
      request === undefined ? [] : parameters.flatMap((parameter) => describeParameter(parameter, path, context)),
    ...(request !== undefined && content.request && { body: describeBody(content.request, method, context) }),
    ...(response !== undefined && {
      responses: content.responses.map(({ status, mediaTypes, headers }) => ({
        status,
        mediaTypes: describeMediaTypes(mediaTypes, { schemas: schemas.response, report }),
        headers: headers.flatMap((header) => describeHeader(header, { schemas: schemas.response, report })),
      })),
    }),
  };
  const isEmpty =
    described.parameters.length === 0 && described.body === undefined && described.responses === undefined;
  return isEmpty ? undefined : described;
}
