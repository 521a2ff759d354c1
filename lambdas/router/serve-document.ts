import { readDocument } from '../adapters/document-file.ts';
import type { ProxyRequest } from '../adapters/proxy-event.ts';
import { BODY_LIMIT } from '../adapters/proxy-result.ts';
import { acceptsGzip } from '../core/accepts-gzip.ts';
import { matchesEntityTag } from '../core/caching/matches-entity-tag.ts';
import type { HeaderField } from '../core/messages.ts';
import { type Answer, problemAnswer } from './answer.ts';

/** Any page may read it: it holds what everybody may know. */
const FIELDS: readonly HeaderField[] = [
  ['Content-Type', 'application/json'],
  ['Cache-Control', 'public, max-age=60'],
  ['Vary', 'Accept-Encoding'],
  ['Access-Control-Allow-Origin', '*'],
  ['Access-Control-Expose-Headers', 'ETag'],
];

/** The document for consumers, with the URL by which this one found the gateway. */
export async function serveDocument({ message, hop, basePath }: ProxyRequest): Promise<Answer> {
  const coding = acceptsGzip(message.headers) ? 'gzip' : 'identity';
  const { body, entityTag } = await readDocument(`${hop.protocol}://${hop.host}${basePath}`, coding);
  const headers: readonly HeaderField[] = [...FIELDS, ['ETag', entityTag]];
  const answer = (status: number, fields: readonly HeaderField[], content: Uint8Array): Answer => ({
    status,
    headers: fields,
    body: content,
    origin: 'gateway',
    record: {},
  });
  if (matchesEntityTag(message.headers, entityTag)) return answer(304, headers, new Uint8Array());
  if (coding === 'gzip') return answer(200, [...headers, ['Content-Encoding', 'gzip']], body);
  return body.byteLength <= BODY_LIMIT
    ? answer(200, headers, body)
    : problemAnswer(UNCOMPRESSED, { reason: 'too large' });
}

const UNCOMPRESSED = {
  status: 406,
  detail: 'the document is too large to be sent as it is, accept it compressed: `Accept-Encoding: gzip`',
} as const;
