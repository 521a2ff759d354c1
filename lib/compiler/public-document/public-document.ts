import type { Located, NormalOperation } from '../dialects/normal-document.ts';
import { METHODS } from '../dialects/read-operations.ts';
import { requestPath } from '../dialects/request-path.ts';
import { resolveReference } from '../dialects/resolve-reference.ts';
import { pointerTo } from '../json-pointer.ts';
import { isObject, member, type PlainObject } from '../plain-object.ts';
import type { Reading, ReadOperation } from '../reading.ts';
import { keyScheme } from '../usage-operation.ts';
import { freeComponent } from './free-component.ts';
import { type GatewayAnswers, gatewayAnswers } from './gateway-answers.ts';
import { isOwnExtension } from './own-extensions.ts';
import { type Publisher, publisher } from './publisher.ts';
import { KEY_USAGE, usagePath } from './usage-path.ts';

/** The gateway's own: the router puts its URL here; in a file it means "where this file is served". */
const SERVERS = [{ url: '/' }] as const;

/**
 * The document for the API's consumers: as the user wrote it, in one file, in its own version of OpenAPI, but without what
 * is between it and its gateway (`x-gateway`, `x-amazon-…`, other servers), without disabled operations and components
 * that nothing published refers to; and with what the gateway itself may answer.
 */
export function publicDocument(reading: Reading): object {
  const { root } = reading.document;
  const served = new Map(reading.operations.map((operation) => [requestOf(operation), operation]));
  const ids = (operations: readonly NormalOperation[]) => new Set(operations.map(({ id }) => id));
  const [all, enabled] = [ids(reading.document.operations), ids(reading.operations)];
  const publishing = publisher(root, (id) => enabled.has(id) || !all.has(id));
  const answers = gatewayAnswers(reading.document, reading.security);
  const usage = publishedUsage(reading, publishing, answers);
  const paths = { ...publishedPaths(reading, { served, publishing, answers }), ...usage.paths };
  const webhooks = member(root, 'webhooks');
  for (const scheme of schemesOf(member(root, 'security'))) publishing.publish('securitySchemes', scheme);
  const others = Object.entries(isObject(root) ? root : {})
    .filter(([key]) => !HANDLED.has(key) && !isOwnExtension(key))
    .map(([key, value]) => [key, publishing.keep(value)] as const);
  const hooks = webhooks === undefined ? {} : { webhooks: publishing.copy(webhooks, 'paths') };
  const components = usage.complete(answers.complete(publishing.components()));
  return {
    openapi: member(root, 'openapi'),
    // Before all that the user wrote, so that the router finds it.
    servers: SERVERS,
    info: publishing.copy(member(root, 'info') ?? {}, 'value'),
    ...Object.fromEntries(others),
    paths,
    ...hooks,
    ...(Object.keys(components).length > 0 && { components }),
  };
}

/** The gateway's own operation for who has a key, and the schema of its answer; nothing where there is none. */
function publishedUsage(reading: Reading, publishing: Publisher, answers: GatewayAnswers) {
  const scheme = keyScheme(reading, reading.security);
  if (!reading.usage || scheme === undefined) return { paths: {}, complete: (components: Components) => components };
  const schema = freeComponent(reading.document.root, 'schemas', 'GatewayKeyUsage');
  publishing.publish('securitySchemes', scheme);
  return {
    paths: { '/_gateway/usage': usagePath(scheme, schema, answers) },
    complete: (components: Components) => ({
      ...components,
      schemas: { ...(components.schemas as object), [schema]: KEY_USAGE }, // the problems' is there
    }),
  };
}

type Components = Readonly<Record<string, unknown>>;

/** OpenAPI 3.2 adds one. */
const isMethod = (key: string): boolean => key === 'query' || METHODS.includes(key);

const HANDLED = new Set(['openapi', 'info', 'servers', 'paths', 'webhooks', 'components']);

const requestOf = ({ method, path }: Pick<NormalOperation, 'method' | 'path'>) => `${method} ${path}`;

const schemesOf = (security: unknown): readonly string[] =>
  (Array.isArray(security) ? security : []).flatMap((one) => (isObject(one) ? Object.keys(one) : []));

interface Publishing {
  /** By method and path. */
  readonly served: ReadonlyMap<string, ReadOperation>;
  readonly publishing: Publisher;
  readonly answers: GatewayAnswers;
}

function publishedPaths({ document }: Reading, context: Publishing): object {
  const { root, operations } = document;
  const paths = member(root, 'paths');
  const disabled = new Set(operations.map(requestOf).filter((request) => !context.served.has(request)));
  const entries = Object.entries(isObject(paths) ? paths : {}).flatMap(([key, written]): [string, unknown][] => {
    if (key.startsWith('x-')) return isOwnExtension(key) ? [] : [[key, written]];
    const item = wholeItem(root, { value: written, pointer: pointerTo('/paths', key) });
    const path = requestPath(key);
    const kept = Object.entries(item).filter(
      ([name]) => !disabled.has(requestOf({ method: name.toUpperCase(), path })),
    );
    if (!kept.some(([name]) => isMethod(name))) return [];
    return [[key, publishedItem(path, Object.fromEntries(kept), context)]];
  });
  return Object.fromEntries(entries);
}

/** Path items that refer to others are written out: one of them may have what another has not. */
function wholeItem(root: unknown, written: Located): PlainObject {
  const target = resolveReference(root, written, () => undefined);
  const { $ref: _, ...own } = isObject(written.value) ? written.value : {};
  return target !== undefined && target !== written && isObject(target.value) ? { ...target.value, ...own } : own;
}

function publishedItem(path: string, item: PlainObject, { served, publishing, answers }: Publishing): object {
  const copy = publishing.copy(item, 'pathItem');
  const entries = Object.entries(isObject(copy) ? copy : {}).map(([name, value]): [string, unknown] => {
    const operation = isMethod(name) ? served.get(requestOf({ method: name.toUpperCase(), path })) : undefined;
    if (operation === undefined || !isObject(value)) return [name, value];
    for (const { scheme } of operation.security.alternatives.flat()) publishing.publish('securitySchemes', scheme);
    return [name, answers.describe(value, operation)];
  });
  return Object.fromEntries(entries);
}
