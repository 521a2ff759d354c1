import { isJson, parseMediaType } from '../../../lambdas/core/validation/media-type.ts';
import type {
  BodyDescription,
  ContentDescription,
  EncodingDescription,
  MediaTypeDescription,
  Style,
} from '../../../lambdas/core/validation/operation-description.ts';
import type { Schema } from '../../../lambdas/core/validation/schema.ts';
import { schemaReader } from '../../../lambdas/core/validation/schema-reader.ts';
import { compare } from '../canonical-order.ts';
import type { Located, NormalMediaType, NormalRequestBody } from '../dialects/normal-document.ts';
import { info, warning } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { isObject, member } from '../plain-object.ts';
import type { Finding } from '../problem.ts';
import type { DescriptionContext } from './describe-parameter.ts';

/** What HTTP gives no meaning to a body of (RFC 9110 sections 9.3.1 and 9.3.2) cannot demand one. */
const WITHOUT_BODY = new Set(['GET', 'HEAD']);

export function describeBody(
  { required, mediaTypes }: NormalRequestBody,
  method: string,
  describe: MediaTypesDescriber,
): BodyDescription {
  return { required: required && !WITHOUT_BODY.has(method), mediaTypes: describe(mediaTypes) };
}

export type MediaTypesDescriber = (mediaTypes: readonly NormalMediaType[]) => readonly MediaTypeDescription[];

/** Describes each content once: thousands of operations may refer to one body of thousands of types. */
export function mediaTypesDescriber(context: DescriptionContext): MediaTypesDescriber {
  const known = new Map<readonly NormalMediaType[], readonly MediaTypeDescription[]>();
  return (mediaTypes) => {
    const description = known.get(mediaTypes) ?? describeEach(mediaTypes, context);
    known.set(mediaTypes, description);
    return description;
  };
}

function describeEach(
  mediaTypes: readonly NormalMediaType[],
  context: DescriptionContext,
): readonly MediaTypeDescription[] {
  const described = mediaTypes.flatMap((mediaType): readonly MediaTypeDescription[] => {
    const parsed = parseMediaType(mediaType.type);
    if (parsed === undefined) {
      const message = `"${mediaType.type}" is no media type, expected one such as application/json: no content is taken for it`;
      context.report(warning('request-not-validated', mediaType.pointer, message));
      return [];
    }
    const content = describeContent(mediaType, parsed.essence, context);
    return [{ type: mediaType.type.toLowerCase(), ...(content && { content }) }];
  });
  return described.toSorted((one, other) => compare(one.type, other.type));
}

function describeContent(
  { type, schema: written, itemSchema, encoding, pointer }: NormalMediaType,
  essence: string,
  { schemas, report }: DescriptionContext,
): ContentDescription | undefined {
  if (itemSchema !== undefined) {
    const message = `items of content of type ${type} are not held against itemSchema, targets must check them`;
    report(warning('request-not-validated', itemSchema.pointer, message));
  }
  if (written === undefined) return undefined;
  const schema = schemas.read(written);
  const kind = kindOf(essence);
  if (kind !== undefined) {
    if (kind === 'multipart') for (const finding of partHeaders(encoding)) report(finding);
    const encodings = kind === 'form' || kind === 'multipart' ? readEncodings(encoding?.value) : {};
    return { kind, schema, ...(Object.keys(encodings).length > 0 && { encoding: encodings }) };
  }
  const isOpaque = schema === true || isText(schema, (name) => schemas.definitions.get(name) ?? true);
  if (!isOpaque) {
    const message = `content of type ${type} is not held against its schema, targets must check it`;
    report(warning('request-not-validated', pointer, message));
  }
  return undefined;
}

/** JSON in a range: what comes as JSON is checked, all else passes. */
function kindOf(essence: string): ContentDescription['kind'] | undefined {
  if (isJson(essence) || essence === '*/*' || essence === 'application/*') return 'json';
  if (essence === 'application/x-www-form-urlencoded') return 'form';
  if (essence === 'multipart/form-data') return 'multipart';
  return essence === 'text/plain' ? 'text' : undefined;
}

/** A text, or octets: such a schema says nothing of what is in it. */
function isText(schema: Schema, definition: (name: string) => Schema): boolean {
  const types = schemaReader(definition).types([schema]);
  return [...types].every((type) => type === 'string');
}

/** `Content-Type` stands elsewhere, OpenAPI says. */
function partHeaders(encoding: Located | undefined): readonly Finding[] {
  const parts = Object.entries(isObject(encoding?.value) ? encoding.value : {});
  return parts.flatMap(([name, part]) => {
    const fields = Object.keys(member(part, 'headers') ?? {}).filter((field) => !/^content-type$/i.test(field));
    const message = `header fields of the part "${name}" (${fields.join(', ')}) are not checked`;
    const pointer = pointerTo(encoding?.pointer ?? '', name, 'headers');
    return fields.length === 0 ? [] : [info('request-not-validated', pointer, message)];
  });
}

function readEncodings(value: unknown): Readonly<Record<string, EncodingDescription>> {
  const entries = Object.entries(isObject(value) ? value : {}).map(([name, encoding]) => {
    const style = FORM_STYLES.find((one) => one === member(encoding, 'style'));
    const explode = member(encoding, 'explode');
    const contentType = member(encoding, 'contentType');
    const contentTypes = typeof contentType === 'string' ? contentType.toLowerCase().split(/\s*,\s*/) : undefined;
    return [
      name,
      {
        ...(style !== undefined && { style }),
        ...(typeof explode === 'boolean' && { explode }),
        ...(contentTypes !== undefined && { contentTypes }),
      },
    ] as const;
  });
  return Object.fromEntries(entries.filter(([, encoding]) => Object.keys(encoding).length > 0));
}

const FORM_STYLES: readonly Style[] = ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'];
