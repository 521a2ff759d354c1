import type { GatewayProblem } from '../proxy/problem-response.ts';
import type { PathKey } from './check.ts';
import type { Fault } from './fault.ts';
import type { RequestVerdict } from './validate-request.ts';

/** One member of `errors` (RFC 9457 section 3 shows the form). No value of the request is in it: values can be secrets. */
interface ErrorMember {
  readonly in: Fault['in'];
  /** Of the parameter. */
  readonly name?: string;
  /** RFC 6901 section 6, into the body or into the parameter's value. */
  readonly pointer?: string;
  readonly detail: string;
}

/** Members of `errors`; more would help nobody. */
const MAX_ERRORS = 100;
/** Of a pointer, of which a client chooses the keys, and of a detail. */
const MAX_TEXT = 400;

/** The answer to a request that is not as the document says. */
export function violationsProblem(verdict: Exclude<RequestVerdict, { readonly kind: 'valid' }>): GatewayProblem {
  if (verdict.kind === 'unsupported') {
    const { detail, accept } = verdict;
    // RFC 9110 section 15.5.16: what would have been accepted.
    return { status: 415, detail, ...(accept.length > 0 && { headers: [['Accept', accept.join(', ')]] }) };
  }
  const { faults } = verdict;
  const listed = faults.slice(0, MAX_ERRORS);
  const cut = faults.length >= MAX_ERRORS ? `, the first ${listed.length} faults are listed` : '';
  return { status: 400, detail: `the request is not as the API describes it${cut}`, errors: listed.map(errorMember) };
}

function errorMember({ in: place, name, path, detail }: Fault): ErrorMember {
  const pointer = path.length > 0 || place === 'body' ? { pointer: short(fragment(path)) } : {};
  return { in: place, ...(name !== undefined && { name }), ...pointer, detail: short(detail) };
}

const fragment = (path: readonly PathKey[]): string =>
  `#${path.map(({ key }) => `/${encodeURIComponent(escaped(String(key)).toWellFormed())}`).join('')}`;

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

const short = (text: string): string => (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text);

/** Lines of the log, of one request. */
const MAX_LOGGED = 10;

/**
 * What the log says of faults: where, by the document's own words (`*` for indexes and for keys of the client's choosing), and
 * which keyword is broken, each once.
 */
export function loggedViolations(faults: readonly Fault[]): readonly string[] {
  const lines = faults.map(({ in: place, name, path, keyword }) => {
    const keys = path.map(({ key, declared }) => (declared && typeof key === 'string' ? `/${escaped(key)}` : '/*'));
    return [place, name, keys.join(''), keyword].filter((part) => part !== undefined && part !== '').join(' ');
  });
  const distinct = [...new Set(lines)];
  const more = distinct.length - MAX_LOGGED;
  return more > 0 ? [...distinct.slice(0, MAX_LOGGED), `and ${more} more`] : distinct;
}
