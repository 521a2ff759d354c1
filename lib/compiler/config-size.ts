import type { ApiModel } from './api-model.ts';
import { error } from './finding.ts';
import type { Finding } from './problem.ts';

/** Bytes of what router and authorizer are told of the operations. */
const LIMIT = 64 * 1024 * 1024;

/**
 * An error when the configs of a model are larger than a Lambda should hold; counted operation by operation, because one
 * text of them all might be longer than a text can be.
 */
export function configSize({ operations }: ApiModel): readonly Finding[] {
  let bytes = 0;
  for (const { handling, responseHeaders, cors, security } of operations) {
    bytes += Buffer.byteLength(JSON.stringify([handling, responseHeaders, cors, security]));
    if (bytes > LIMIT) {
      const message = `what the Lambdas must know of the ${operations.length} operations has more than ${LIMIT} bytes; inherit fewer or shorter headers and mocks, or split the document`;
      return [error('config-size', '/paths', message)];
    }
  }
  return [];
}
