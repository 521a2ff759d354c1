import { CONTEXT_NAMES, contextVariable } from './context-variable.ts';
import { mappedHeaders } from './event-headers.ts';
import { readExactJson, writeExactJson } from './exact-json.ts';
import type { Exchange } from './exchange.ts';
import { jsonPath } from './json-path.ts';
import { readQuery } from './read-query.ts';
import { requestContext } from './request-context.ts';

/** What `$context.requestOverride` and `$context.responseOverride` hold when a template is done. */
export interface Overrides {
  readonly requestOverride: Readonly<Record<'header' | 'path' | 'querystring', Record<string, unknown>>>;
  readonly responseOverride: { status?: unknown; readonly header: Record<string, unknown> };
}

/** The names that a mapping template finds. One `context` serves request and response: what one sets the other sees (recorded). */
export interface TemplateScope {
  readonly input: Readonly<Record<string, unknown>>;
  readonly util: Readonly<Record<string, unknown>>;
  readonly context: Overrides & Record<string, unknown>;
  readonly stageVariables: Readonly<Record<string, string>>;
}

/** `$context` of a request. */
export function templateContext(exchange: Exchange): TemplateScope['context'] {
  const { identity } = requestContext(exchange, undefined, exchange.apiKey);
  const variables = CONTEXT_NAMES.flatMap((name) => {
    const value = contextVariable(name, exchange);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(variables),
    identity: identity as unknown,
    authorizer: { ...exchange.authorizer },
    requestOverride: { header: {}, path: {}, querystring: {} },
    responseOverride: { header: {} },
  };
}

/** @param body what `$input` reads: the request's, or in a response the integration's */
export function templateScope(exchange: Exchange, context: TemplateScope['context'], body: string): TemplateScope {
  return {
    input: inputOf(exchange, body),
    util: UTIL,
    context,
    stageVariables: { ...exchange.stage.variables },
  };
}

function inputOf(exchange: Exchange, body: string): TemplateScope['input'] {
  // An empty body is an empty object (recorded).
  const text = body.trim() === '' ? '{}' : body;
  const find = (path: unknown) => jsonPath(text, String(path ?? '$')) ?? '';
  return {
    body: text,
    path: find,
    json: (path: unknown) => writeExactJson(find(path)),
    params: (name?: unknown) => (name === undefined ? parameters(exchange) : parameter(exchange, String(name))),
  };
}

function parameters(exchange: Exchange): Readonly<Record<string, unknown>> {
  const { request, pathParameters } = exchange;
  const headers = mappedHeaders(exchange);
  const header: Record<string, string> = {};
  for (let i = 0; i + 1 < headers.length; i += 2) header[headers[i] ?? ''] = headers[i + 1] ?? '';
  return { path: decoded(pathParameters), querystring: { ...readQuery(request.query)?.single }, header };
}

/** Path, query string, header: in this order (developer guide). */
function parameter(exchange: Exchange, name: string): unknown {
  const { path, querystring, header } = parameters(exchange) as Record<string, Record<string, string>>;
  const found = path?.[name] ?? querystring?.[name] ?? header?.[name];
  if (found !== undefined) return found;
  const lowerCase = name.toLowerCase();
  return Object.entries(header ?? {}).find(([key]) => key.toLowerCase() === lowerCase)?.[1] ?? '';
}

function decoded(map: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, decode(value)]));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** As Java's URLEncoder, which leaves letters, digits and `.-*_` alone. */
const encodeForm = (text: string): string =>
  encodeURIComponent(text)
    .replaceAll('%20', '+')
    .replaceAll(/[!'()~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** As Java's StringEscapeUtils: JSON's escapes, and those of a quote, which are none of JSON's (developer guide), a slash and all beyond ASCII. */
const escapeJavaScript = (text: string): string =>
  JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(/['/]/g, '\\$&')
    .replaceAll(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`);

const UTIL: TemplateScope['util'] = {
  escapeJavaScript: (text: unknown) => escapeJavaScript(String(text)),
  parseJson: (text: unknown) => readExactJson(String(text)),
  urlEncode: (text: unknown) => encodeForm(String(text)),
  urlDecode: (text: unknown) => decodeURIComponent(String(text).replaceAll('+', ' ')),
  base64Encode: (text: unknown) => Buffer.from(String(text)).toString('base64'),
  base64Decode: (text: unknown) => Buffer.from(String(text), 'base64').toString('utf8'),
};
