import { fieldValues } from '../../fields/field-values.ts';
import type { RequestMessage } from '../../messages.ts';
import { type Fault, faultOf, schemaFaults } from '../fault.ts';
import { isJson, type MediaType, mostSpecific, parseMediaType } from '../media-type.ts';
import type { BodyDescription, ContentDescription, MediaTypeDescription } from '../operation-description.ts';
import { queryPairs } from '../parameters/request-texts.ts';
import { parseStrictJson } from '../parse-strict-json.ts';
import { scalarValue, type TextReader } from '../text-values.ts';
import { formValue } from './form-value.ts';
import { multipartValue } from './multipart-value.ts';
import { parseMultipart } from './parse-multipart.ts';

export type BodyVerdict =
  | { readonly kind: 'checked'; readonly faults: readonly Fault[] }
  | { readonly kind: 'unsupported'; readonly detail: string; readonly accept: readonly string[] };

const BODY = { in: 'body' } as const;

/** RFC 9110 section 8.3: content without a type may be taken for this. */
const UNTYPED = 'application/octet-stream';

export function bodyFaults(
  { required, mediaTypes }: BodyDescription,
  { headers, body }: Pick<RequestMessage, 'headers' | 'body'>,
  reader: TextReader,
): BodyVerdict {
  if (body === undefined || body.byteLength === 0)
    return { kind: 'checked', faults: required ? [faultOf(BODY, 'required', 'is required')] : [] };
  const accept = mediaTypes.map(({ type }) => type);
  const unsupported = (detail: string): BodyVerdict => ({ kind: 'unsupported', detail, accept });
  const [written = UNTYPED, ...others] = new Set(fieldValues(headers, 'content-type'));
  const type = others.length === 0 ? parseMediaType(written) : undefined;
  if (type === undefined) return unsupported('the content type of the request is none, or more than one');
  const described = mostSpecific(mediaTypes, type);
  if (described === undefined) return unsupported(`the content type must be ${accept.join(' or ')}`);
  if (described.content === undefined) return { kind: 'checked', faults: [] };
  // API Gateway undoes gzip and deflate and refuses others: what is coded still was coded twice.
  if (fieldValues(headers, 'content-encoding').some((coding) => coding.toLowerCase() !== 'identity'))
    return unsupported('the content must not be coded more than once');
  return contentFaults(described, type, { body, reader });
}

interface Content {
  readonly body: Uint8Array;
  readonly reader: TextReader;
}

function contentFaults({ content }: MediaTypeDescription, type: MediaType, { body, reader }: Content): BodyVerdict {
  if (content === undefined) return { kind: 'checked', faults: [] };
  const charset = type.parameters.get('charset') ?? 'utf-8';
  if (content.kind !== 'multipart' && !/^(?:utf-?8|us-ascii)$/i.test(charset))
    return content.kind === 'text'
      ? { kind: 'checked', faults: [] }
      : { kind: 'unsupported', detail: 'the content must be in UTF-8', accept: [] };
  const { kind } = content;
  // Only a range takes JSON and others alike.
  if (kind === 'json' && !isJson(type.essence)) return { kind: 'checked', faults: [] };
  if (kind === 'multipart') return multipartFaults(content, type, { body, reader });
  const text = decoded(body);
  if (text === undefined) return faulty('charset', 'is not UTF-8');
  if (kind === 'json') return jsonFaults(content, text, reader);
  if (kind === 'form') return formFaults(content, text, reader);
  const value = scalarValue(text, [content.schema], reader);
  return { kind: 'checked', faults: schemaFaults(BODY, value, content.schema, reader) };
}

const faulty = (keyword: string, detail: string): BodyVerdict => ({
  kind: 'checked',
  faults: [faultOf(BODY, keyword, detail)],
});

/** More than any form has; each is looked for in all of the schema's properties. */
const MAX_FIELDS = 10_000;

function formFaults(content: ContentDescription, text: string, reader: TextReader): BodyVerdict {
  const fields = queryPairs(text);
  if (fields.length > MAX_FIELDS) return faulty('syntax', `has more than ${MAX_FIELDS} fields`);
  const value = formValue(fields, content, reader);
  return { kind: 'checked', faults: schemaFaults(BODY, value, content.schema, reader) };
}

function jsonFaults({ schema }: ContentDescription, text: string, reader: TextReader): BodyVerdict {
  const parsed = parseStrictJson(text);
  if (parsed.kind === 'faulty') return faulty('syntax', parsed.detail);
  return { kind: 'checked', faults: schemaFaults(BODY, parsed.value, schema, reader) };
}

function multipartFaults(content: ContentDescription, type: MediaType, { body, reader }: Content): BodyVerdict {
  const parsed = parseMultipart(latin1(body), type.parameters.get('boundary'));
  if (parsed.kind === 'faulty') return faulty('syntax', parsed.detail);
  const { value, faults } = multipartValue(parsed.parts, content, reader);
  const own = faults.map(
    ([name, detail]): Fault => ({ ...BODY, path: [{ key: name, declared: false }], keyword: 'encoding', detail }),
  );
  return { kind: 'checked', faults: [...own, ...schemaFaults(BODY, value, content.schema, reader)] };
}

/** One character for each octet; `TextDecoder` takes the name for windows-1252. */
const latin1 = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('latin1');

/** A byte order mark is passed over (RFC 8259 section 8.1 allows it). */
function decoded(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}
