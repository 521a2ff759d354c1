import type { ApiKeySchemeConfig } from '../../../lambdas/core/authorizer-config.ts';
import type { ApiModel, Operation } from '../../compiler/index.ts';
import { alternativesOf, type Needed } from './alternatives.ts';
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
    ...credentials(model, operation, access),
    ...headers(operation, hasBody).map((header) => `-H ${quote(header)}`),
    ...(hasBody ? ["-d '{}'"] : []),
    quote(requestUrl(operation, access.url)),
  ].join(' ');
}

/** Of the alternative that takes least to show: what is printed, then what `gatewright credentials` makes. */
function credentials(model: ApiModel, operation: Operation, access: LocalAccess): readonly string[] {
  const words = alternativesOf(model, operation).map((needed) => needed.flatMap((one) => shown(one, access)));
  return words.toSorted((one, other) => count(one) - count(other))[0] ?? [];
}

/** Secrets that are still to be made. */
const count = (words: readonly string[]): number => words.filter((word) => word.includes(SECRET)).length;

/** A variable of the shell: for what only its holder knows. */
const SECRET = '$SECRET';

function shown(needed: Needed, { keys: [key], tokens }: LocalAccess): readonly string[] {
  if (needed.kind === 'key') return key === undefined ? [] : [`-H ${quote(`x-api-key: ${key.value}`)}`];
  if (needed.kind !== 'scheme') return [];
  const { config } = needed;
  switch (config.kind) {
    case 'jwt': {
      const token = tokens.find((candidate) => config.issuers.some(({ issuer }) => issuer === candidate.issuer));
      return token === undefined ? [] : [`-H "authorization: Bearer $(cat ${quote(token.file)})"`];
    }
    case 'introspection':
      return [`-H "authorization: Bearer ${SECRET}"`];
    case 'basic':
      return [`-u "${LOCAL_SUBJECT}:${SECRET}"`];
    case 'api-key':
      return [API_KEYS[config.in](config.name)];
    default:
      // A certificate is taken as shown, and a signature no line of a shell makes.
      return [];
  }
}

const API_KEYS: Readonly<Record<ApiKeySchemeConfig['in'], (name: string) => string>> = {
  header: (name) => `-H "${name}: ${SECRET}"`,
  query: (name) => `--url-query "${name}=${SECRET}"`,
  cookie: (name) => `-b "${name}=${SECRET}"`,
};

/** Whom the lines for `gatewright credentials` let in. */
export const LOCAL_SUBJECT = 'me';

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
