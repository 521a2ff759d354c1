import type { RefusalReason } from '../../refusal-reason.ts';
import type { RequestOrigin } from '../request-origin.ts';
import type { MultiValues } from '../sole-value.ts';
import type { Component, MessageSignature } from './parse-signature.ts';

/** A request as a signature's components speak of it. */
export interface SignedRequest {
  readonly method: string;
  readonly origin: RequestOrigin;
  /** As the client wrote it. */
  readonly path: string;
  readonly headers: MultiValues;
  /** Decoded: API Gateway passes on no query as it was written. */
  readonly query: MultiValues;
}

export type SignatureBase =
  | { readonly kind: 'base'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: RefusalReason };

/** What no signature may leave out: another method, host or path would be another request. */
const mandatory: readonly string[] = ['"@method"', '"@authority"', '"@path"'];

/** What a signature is over (RFC 9421 section 2.5), if it covers all that makes the request what it is. */
export function signatureBase(signature: MessageSignature, request: SignedRequest): SignatureBase {
  const identifiers = signature.components.map(({ identifier }) => identifier);
  if (new Set(identifiers).size < identifiers.length) return { kind: 'refused', reason: 'signature-malformed' };
  const demanded = [...mandatory, ...contentDemands(request.headers), ...queryDemands(request.query)];
  if (!demanded.every((one) => identifiers.includes(one))) return { kind: 'refused', reason: 'component-missing' };
  const lines: string[] = [];
  for (const component of signature.components) {
    const value = componentValue(component, request);
    // Beyond ASCII nobody knows which bytes the client sent.
    if (value === undefined || !/^[\x20-\x7e]*$/.test(value))
      return { kind: 'refused', reason: 'component-unsupported' };
    lines.push(`${component.identifier}: ${value}`);
  }
  return { kind: 'base', text: [...lines, `"@signature-params": ${signature.parameters}`].join('\n') };
}

/** Content is covered by its digest, which the router holds against it. */
function contentDemands(headers: MultiValues): readonly string[] {
  const length = field(headers, 'content-length') ?? '0';
  return length !== '0' || field(headers, 'content-digest') !== undefined ? ['"content-digest"'] : [];
}

/** Each parameter by itself: the query as the client wrote it cannot be had, so `@query` counts only where there is none. */
function queryDemands(query: MultiValues): readonly string[] {
  return Object.keys(query).map((name) => `"@query-param";name="${encodeParameter(name)}"`);
}

function componentValue({ name, parameter }: Component, request: SignedRequest): string | undefined {
  const { method, origin, path, headers, query } = request;
  const hasQuery = Object.keys(query).length > 0;
  switch (name) {
    case '@method':
      return method;
    case '@scheme':
      return origin.scheme;
    case '@authority':
      return origin.authority;
    case '@path':
      return path;
    case '@query':
      return hasQuery ? undefined : '?';
    case '@target-uri':
      return hasQuery ? undefined : `${origin.scheme}://${origin.authority}${path}`;
    case '@query-param':
      return parameterValue(query, parameter);
    default:
      // Other derived components are of responses, or of what API Gateway does not pass on.
      return name.startsWith('@') ? undefined : field(headers, name);
  }
}

/** RFC 9421 section 2.2.8: a parameter that is there more than once has no value. */
function parameterValue(query: MultiValues, encodedName: string | undefined): string | undefined {
  const name = Object.keys(query).find((each) => encodeParameter(each) === encodedName);
  const [value, second] = (name === undefined ? undefined : query[name]) ?? [];
  return value === undefined || second !== undefined ? undefined : encodeParameter(value);
}

/** The percent-encoding of application/x-www-form-urlencoded (URL standard), with spaces as %20. */
const encodeParameter = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replaceAll(
    /[!'()~]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** RFC 9421 section 2.1. The name of a component is in lower case. */
function field(headers: MultiValues, name: string): string | undefined {
  const lines = Object.keys(headers)
    .filter((each) => each.toLowerCase() === name)
    .flatMap((each) => headers[each] ?? []);
  return lines.length === 0 ? undefined : lines.map((line) => line.trim()).join(', ');
}
