import { gzipSync } from 'node:zlib';
import { ANSWER_LIMIT } from './answer-limit.ts';
import type { ApiModel } from './api-model.ts';
import { error } from './finding.ts';
import type { Finding } from './problem.ts';

/** Bytes of what router and authorizer are told of the operations. */
const LIMIT = 64 * 1024 * 1024;

/**
 * An error when the configs of a model are larger than a Lambda should hold; counted operation by operation, because one
 * text of them all might be longer than a text can be.
 */
export function configSize({ operations, publicDocument }: ApiModel): readonly Finding[] {
  let bytes = 0;
  for (const { handling, responseHeaders, cors, security, description } of operations) {
    bytes += Buffer.byteLength(JSON.stringify([handling, responseHeaders, cors, security, description]));
    if (bytes > LIMIT) {
      const message = `what the Lambdas must know of the ${operations.length} operations has more than ${LIMIT} bytes; inherit fewer or shorter headers and mocks, describe fewer content types, or split the document`;
      return [error('config-size', '/paths', message)];
    }
  }
  return publicDocument === undefined ? [] : publicDocumentSize(publicDocument);
}

/** The router sends it compressed where it must. */
function publicDocumentSize(document: object): readonly Finding[] {
  const text = JSON.stringify(document);
  if (text.length < ANSWER_LIMIT / 2) return [];
  const bytes = gzipSync(text, { level: 6 }).length;
  if (bytes <= ANSWER_LIMIT) return [];
  const message = `the public document has ${bytes} bytes compressed, a Lambda answers with ${ANSWER_LIMIT}; remove publicDocument, or split the document`;
  return [error('config-size', '/x-gateway/publicDocument', message)];
}
