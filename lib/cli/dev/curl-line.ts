import type { ApiModel, Operation } from '../../compiler/index.ts';
import type { LocalKey } from './issue-local-keys.ts';

/** What a caller on this machine can show. */
export interface LocalAccess {
  /** Where the gateway listens, without trailing slash. */
  readonly url: string;
  readonly keys: readonly LocalKey[];
  /** A token of each issuer that has every scope of the document. */
  readonly tokens: readonly LocalToken[];
  /** Absent: nothing is cached. */
  readonly cache?: LocalCache;
}

export interface LocalCache {
  readonly table: string;
  /** Where DynamoDB answers. */
  readonly endpoint: string;
}

export interface LocalToken {
  readonly issuer: string;
  readonly value: string;
  /** Absolute path of the file that holds it: a token fills three lines, its file's name half of one. */
  readonly file: string;
}

/** Takes the place of every value that only the user's services would know. */
const INVENTED = '1';

/** A self-contained line for a POSIX shell that the gateway lets through. */
export function curlLine(model: ApiModel, operation: Operation, access: LocalAccess, flags: string): string {
  const { method } = operation;
  const hasBody = ['POST', 'PUT', 'PATCH'].includes(method);
  return [
    `curl ${flags}`,
    ...(method === 'GET' ? [] : [method === 'HEAD' ? '--head' : `-X ${method}`]),
    ...credentials(model, operation, access).map((header) => `-H ${header}`),
    ...headers(operation, hasBody).map((header) => `-H ${quote(header)}`),
    ...(hasBody ? ["-d '{}'"] : []),
    quote(requestUrl(operation, access.url)),
  ].join(' ');
}

/** Of the first alternative; with quotes. */
function credentials(model: ApiModel, { security }: Operation, { keys, tokens }: LocalAccess): readonly string[] {
  const key = security.apiKey ? keys[0] : undefined;
  const scheme = security.requirements?.[0]?.[0]?.scheme;
  const config = scheme === undefined ? undefined : model.schemes[scheme];
  const issuers = config?.kind === 'jwt' ? config.issuers : [];
  const token = tokens.find((candidate) => issuers.some(({ issuer }) => issuer === candidate.issuer));
  return [
    ...(key === undefined ? [] : [quote(`x-api-key: ${key.value}`)]),
    ...(token === undefined ? [] : [`"authorization: Bearer $(cat ${quote(token.file)})"`]),
  ];
}

function headers(operation: Operation, hasBody: boolean): readonly string[] {
  const needed = required(operation, 'header').map(({ name, example }) => `${name}: ${example ?? INVENTED}`);
  return hasBody ? ['content-type: application/json', ...needed] : needed;
}

function requestUrl(operation: Operation, url: string): string {
  const examples = new Map(operation.parameters.filter((p) => p.in === 'path').map((p) => [p.name, p.example]));
  const path = operation.path.replace(/\{([^}]+?)(\+?)\}/g, (_, name, greedy) => {
    const value = encodeURIComponent(examples.get(name) ?? INVENTED);
    return greedy ? value.replaceAll('%2F', '/') : value;
  });
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
