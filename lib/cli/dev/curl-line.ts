import type { ApiModel, Operation } from '../../compiler/index.ts';
import type { LocalKey } from './issue-local-keys.ts';

/** What a caller on this machine can show. */
export interface LocalAccess {
  /** Where the gateway listens, without trailing slash. */
  readonly url: string;
  readonly keys: readonly LocalKey[];
  /** Issuer → a token of it that has every scope of the document. */
  readonly tokens: Readonly<Record<string, string>>;
}

/** Takes the place of every value that only the user's services would know. */
const INVENTED = '1';

/** A self-contained line for a POSIX shell that the gateway lets through. */
export function curlLine(model: ApiModel, operation: Operation, access: LocalAccess, flags: string): string {
  const { method } = operation;
  const body = ['POST', 'PUT', 'PATCH'].includes(method)
    ? { type: 'content-type: application/json', data: '{}' }
    : undefined;
  return [
    `curl ${flags}`,
    ...(method === 'GET' ? [] : [method === 'HEAD' ? '--head' : `-X ${method}`]),
    ...headers(model, operation, access)
      .concat(body?.type ?? [])
      .map((header) => `-H ${quote(header)}`),
    ...(body === undefined ? [] : [`-d ${quote(body.data)}`]),
    quote(requestUrl(operation, access.url)),
  ].join(' ');
}

function headers(model: ApiModel, operation: Operation, access: LocalAccess): readonly string[] {
  const { apiKey, requirements } = operation.security;
  const scheme = requirements?.[0]?.[0]?.scheme;
  const issuer = scheme === undefined ? undefined : model.schemes[scheme]?.issuer;
  const key = apiKey ? access.keys[0]?.value : undefined;
  return [
    ...(key === undefined ? [] : [`x-api-key: ${key}`]),
    ...(issuer === undefined ? [] : [`authorization: Bearer ${access.tokens[issuer]}`]),
    ...required(operation, 'header').map(({ name, example }) => `${name}: ${example ?? INVENTED}`),
  ];
}

function requestUrl(operation: Operation, url: string): string {
  const examples = new Map(operation.parameters.filter((p) => p.in === 'path').map((p) => [p.name, p.example]));
  const path = operation.path.replace(/\{([^}]+)\}/g, (_, name) => encodeURIComponent(examples.get(name) ?? INVENTED));
  const query = required(operation, 'query').map(
    ({ name, example }) => `${encodeURIComponent(name)}=${encodeURIComponent(example ?? INVENTED)}`,
  );
  return `${url}${path}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

function required(operation: Operation, place: 'header' | 'query'): Operation['parameters'] {
  return operation.parameters.filter((parameter) => parameter.required && parameter.in === place);
}

function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
