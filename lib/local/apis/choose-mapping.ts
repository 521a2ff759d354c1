import type { DomainMapping } from '../assembly/assembly.ts';

export interface MappedPath {
  readonly apiId: string;
  readonly stage: string;
  /** The base path of the mapping, without slashes at its ends. */
  readonly matched: string;
  /** What the client's path has before the API's own: the base path, and the stage where the client names it. */
  readonly basePath: string;
  /** The rest, as the client sent it. */
  readonly stagePath: string;
}

/**
 * Where a path of a custom domain leads: the longest base path wins. Those of one level match whole parts, but as soon as
 * one has several, all match as prefixes, so that `orders` takes `/ordersandmore` (developer guide, "Use API mappings").
 * @param path of the client's URL, without the query
 */
export function chooseMapping(mappings: readonly DomainMapping[], path: string): MappedPath | undefined {
  const sent = path.replace(/^\/+/, '');
  const byPrefix = hasLevels(mappings);
  const [mapping] = mappings
    .filter(({ basePath }) => sent.startsWith(basePath) && (byPrefix || isWhole(sent, basePath)))
    .toSorted((a, b) => b.basePath.length - a.basePath.length);
  if (mapping === undefined) return undefined;
  const { apiId, stage } = mapping;
  const named = stage === undefined ? /^\/?([^/]*)/.exec(sent.slice(mapping.basePath.length)) : undefined;
  const end = mapping.basePath.length + (named?.[0].length ?? 0);
  return {
    apiId,
    stage: stage ?? named?.[1] ?? '',
    matched: mapping.basePath,
    basePath: end === 0 ? '' : `/${sent.slice(0, end)}`,
    stagePath: end === 0 ? path : sent.slice(end),
  };
}

/** Of such a domain API Gateway tells the names of header fields in lower case, too. */
export function hasLevels(mappings: readonly DomainMapping[]): boolean {
  return mappings.some(({ basePath }) => basePath.includes('/'));
}

function isWhole(sent: string, basePath: string): boolean {
  return basePath === '' || sent.length === basePath.length || sent[basePath.length] === '/';
}
