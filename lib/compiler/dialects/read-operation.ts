import { error, type Report } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { member, type PlainObject } from '../plain-object.ts';
import type { Layer, Level, Located, NormalOperation, OwnServers } from './normal-document.ts';
import { readContent } from './read-content.ts';
import { readGateway } from './read-gateway.ts';
import { readParameters } from './read-parameters.ts';
import { readSecurity } from './read-security.ts';

export interface WrittenParts {
  readonly root: PlainObject;
  readonly key: string;
  /** Lower case. */
  readonly method: string;
  /** The path's own object, behind the one it refers to. */
  readonly parts: readonly Located[];
  readonly written: Located;
  readonly report: Report;
}

export function readOperation({ root, key, method, parts, written, report }: WrittenParts): NormalOperation {
  const { value, pointer } = written;
  // Fragments never leave the client, and a query does not choose an operation; `{?page}` is a URI template's query.
  const path = key.replace(/(\{[?&#]|[#?]).*$/s, '');
  const tags = member(value, 'tags');
  const summary = member(value, 'summary');
  return {
    id: readId(written, `${method.toUpperCase()} ${path}`, report),
    method: method.toUpperCase(),
    path,
    pointer,
    pathPointer: parts.at(-1)?.pointer ?? pointer,
    tags: Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string') : [],
    summary: typeof summary === 'string' ? summary : '',
    parameters: readParameters(root, [...parts, written], report),
    security: readSecurity(root, written, report),
    servers: readServers(parts, written),
    layers: [
      ...readLayer('document', { value: root, pointer: '' }, report),
      ...parts.flatMap((part) => readLayer('path', part, report)),
      ...readLayer('operation', written, report),
    ],
    content: readContent(root, written, report),
    value,
  };
}

function readId({ value, pointer }: Located, fallback: string, report: Report): string {
  const id = member(value, 'operationId');
  if (id === undefined || id === '') return fallback;
  if (typeof id === 'string') return id;
  report(error('document-shape', pointerTo(pointer, 'operationId'), 'operationId is not a text, write a unique name'));
  return fallback;
}

function readLayer(level: Level, owner: Located, report: Report): readonly Layer[] {
  const layer = readGateway(owner, report);
  return layer === undefined ? [] : [{ ...layer, level }];
}

function readServers(parts: readonly Located[], operation: Located): OwnServers | undefined {
  const levels = [
    { ...operation, level: 'operation' as const },
    ...parts.toReversed().map((part) => ({ ...part, level: 'path' as const })),
  ];
  const owner = levels.find(({ value }) => isFilled(member(value, 'servers')));
  if (owner === undefined) return undefined;
  return { level: owner.level, value: member(owner.value, 'servers'), pointer: pointerTo(owner.pointer, 'servers') };
}

/** An empty list stands for the default, as no list does. */
const isFilled = (servers: unknown) => servers !== undefined && !(Array.isArray(servers) && servers.length === 0);
