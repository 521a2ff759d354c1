import type { ContentDescription, ParameterDescription } from '../../lambdas/core/validation/operation-description.ts';
import type { SchemaMap } from '../../lambdas/core/validation/schema.ts';
import type { ApiModel, Operation } from '../../lib/compiler/api-model.ts';
import { inventValue } from '../support/invent-value.ts';
import { type Field, serializedFields, serializedText } from '../support/serialize-parameter.ts';

/** What a client sends, and what the target must therefore see. */
export interface InventedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: readonly Field[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

const CARRIES_CONTENT = new Set(['POST', 'PUT', 'PATCH']);

/** Named as parameters by some documents, but not free to invent: HTTP frames messages with them, or API Gateway keeps them. */
const NOT_INVENTED = new Set(['content-length', 'cookie', 'host', 'x-api-key', 'content-md5', 'expect']);

/**
 * A request for `operation` that is as the document describes it, with a value for every parameter; what it does not describe
 * is chosen to be hard to pass on. `serial` makes each request distinct where the document leaves room.
 */
export function inventRequest(operation: Operation, { schemas }: ApiModel, serial: number): InventedRequest {
  const { description } = operation;
  const described = (place: ParameterDescription['in']) =>
    description?.parameters.filter((one) => one.in === place) ?? [];
  const inventedFor = ({ schema }: ParameterDescription) => inventValue(schema, schemas.request);
  const undescribed = (place: 'query' | 'header') =>
    operation.parameters.filter(
      ({ name, in: at }) => at === place && !described(place).some((one) => one.name === name),
    );
  const paths = new Map(
    described('path').map((one) => [one.name, serializedText(inventedFor(one), one, encodeURIComponent)]),
  );
  const headers = [
    ...undescribed('header').map(({ name }): Field => [name, `h-${serial}`]),
    ...described('header').map(
      (one): Field => [one.name, serializedText(inventedFor(one), one).replaceAll(/[^\x20-\x7e]/g, 'x')],
    ),
  ].filter(([name]) => !NOT_INVENTED.has(name.toLowerCase()));
  const cookies = described('cookie').map(
    (one) => `${one.name}=${serializedText(inventedFor(one), one, encodeURIComponent)}`,
  );
  const content = inventContent(operation, schemas.request, serial);
  return {
    method: operation.method,
    path: operation.path.replaceAll(
      /\{([^}]*?)\+?\}/g,
      (_, name: string, offset: number) => paths.get(name)?.replaceAll('%2F', '/') ?? `v${serial}-${offset}%20%C3%A9`,
    ),
    query: [
      ...undescribed('query').map(({ name }, index): Field => [name, `q ${serial}&${index}=+%`]),
      ...described('query').flatMap((one) => serializedFields(inventedFor(one), one)),
    ],
    headers: {
      ...Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
      ...(cookies.length > 0 && { cookie: cookies.join('; ') }),
      ...(content && { 'content-type': content.type }),
    },
    body: content?.body,
  };
}

interface Content {
  readonly type: string;
  readonly body: string;
}

function inventContent(
  { method, description }: Operation,
  definitions: SchemaMap,
  serial: number,
): Content | undefined {
  const mediaTypes = description?.body?.mediaTypes ?? [];
  if (description?.body === undefined) {
    const body = JSON.stringify({ serial, text: 'é\u0000\n' });
    return CARRIES_CONTENT.has(method) ? { type: 'application/json', body } : undefined;
  }
  const kinds = ['json', 'form', 'multipart', 'text', undefined];
  const [chosen] = mediaTypes.toSorted(
    (one, other) => kinds.indexOf(one.content?.kind) - kinds.indexOf(other.content?.kind),
  );
  if (chosen === undefined) return undefined;
  const type = chosen.type.replace('*/*', 'application/json').replace('/*', '/x-any');
  if (chosen.content === undefined) return { type, body: `${serial} é` };
  return {
    type: chosen.content.kind === 'multipart' ? `${type}; boundary=B` : type,
    body: bodyOf(chosen.content, definitions),
  };
}

function bodyOf({ kind, schema, encoding = {} }: ContentDescription, definitions: SchemaMap): string {
  const value = inventValue(schema, definitions);
  if (kind === 'json') return JSON.stringify(value);
  if (kind === 'text') return String(value);
  const members = Object.entries(value as object); // forms are objects
  if (kind === 'multipart') {
    const parts = members.map(
      ([name, child]) => `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${partText(child)}\r\n`,
    );
    return `${parts.join('')}--B--\r\n`;
  }
  const fields = members.flatMap(([name, child]) => {
    const { style = 'form', explode = true } = encoding[name] ?? {};
    const isNested = typeof child === 'object' && child !== null && !Array.isArray(child);
    return serializedFields(child, {
      name,
      style,
      explode,
      ...(isNested && style === 'form' && { json: true as const }),
    });
  });
  return new URLSearchParams(fields.map(([name, text]): [string, string] => [name, text])).toString();
}

const partText = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));
