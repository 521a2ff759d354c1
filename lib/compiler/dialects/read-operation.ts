import { error, type Report, warning } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { member, type PlainObject } from '../plain-object.ts';
import { shown } from '../shown.ts';
import type {
  Layer,
  Level,
  Located,
  NormalContent,
  NormalOperation,
  NormalParameter,
  NormalSecurity,
  OwnServers,
} from './normal-document.ts';
import { contentReader } from './read-content.ts';
import { readGateway } from './read-gateway.ts';
import { readOnce } from './read-once.ts';
import { readParameters } from './read-parameters.ts';
import { securityReader } from './read-security.ts';
import { requestPath } from './request-path.ts';

export interface WrittenParts {
  readonly root: PlainObject;
  readonly key: string;
  /** Lower case. */
  readonly method: string;
  /** The path's own object, behind the one it refers to. */
  readonly parts: readonly Located[];
  readonly written: Located;
  readonly readers: OperationReaders;
  readonly report: Report;
}

export function readOperation({ root, key, method, parts, written, readers, report }: WrittenParts): NormalOperation {
  const { value, pointer } = written;
  const { layerOf } = readers;
  const path = requestPath(key);
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
    parameters: readParameters(root, [...parts, written], report)
      .map(asVariableOf(path))
      .map(asFarAsKnown(path, report)),
    security: readers.securityOf(written),
    servers: readServers(parts, written),
    layers: [
      ...layerOf('document', { value: root, pointer: '' }),
      ...parts.flatMap((part) => layerOf('path', part)),
      ...layerOf('operation', written),
    ],
    content: readers.contentOf(written),
    value,
  };
}

/** That of `/files/{path+}` is called `path` by API Gateway's own documents, `path+` by those who take OpenAPI at its word. */
function asVariableOf(path: string): (parameter: NormalParameter) => NormalParameter {
  return (parameter) => {
    const { name, in: place } = parameter;
    const isGreedy = place === 'path' && name.endsWith('+') && path.includes(`/{${name}}`);
    return isGreedy ? { ...parameter, name: name.slice(0, -1) } : parameter;
  };
}

/** The value of one of several variables side by side is not known apart from theirs, so nothing can be asked of it. */
function asFarAsKnown(path: string, report: Report): (parameter: NormalParameter) => NormalParameter {
  return (parameter) => {
    const variable = `{${parameter.name}}`;
    const isNeighbour = path.includes(`}${variable}`) || path.includes(`${variable}{`);
    if (parameter.in !== 'path' || !isNeighbour) return parameter;
    const message = `path "${path}" has variables side by side, so no request shows the value of "${parameter.name}": it is not validated, put a text between them`;
    report(warning('path-ambiguous', parameter.pointer, message));
    return { ...parameter, schema: undefined, mediaType: undefined };
  };
}

function readId({ value, pointer }: Located, fallback: string, report: Report): string {
  const id = member(value, 'operationId');
  if (id === undefined || id === '') return fallback;
  if (typeof id === 'string') return id;
  const message = `operationId is ${shown(id)}, expected a text, write a unique name`;
  report(error('document-shape', pointerTo(pointer, 'operationId'), message));
  return fallback;
}

/** They know what they have read: much of it is shared between operations. */
export interface OperationReaders {
  readonly layerOf: (level: Level, owner: Located) => readonly Layer[];
  readonly securityOf: (operation: Located) => NormalSecurity;
  readonly contentOf: (operation: Located) => NormalContent;
}

export function operationReaders(root: PlainObject, report: Report): OperationReaders {
  const gatewayOf = readOnce((owner) => ({ found: readGateway(owner, report) }));
  return {
    layerOf: (level, owner) => {
      const { found } = gatewayOf(owner);
      return found === undefined ? [] : [{ ...found, level }];
    },
    securityOf: securityReader(root, report),
    contentOf: contentReader(root, report),
  };
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
