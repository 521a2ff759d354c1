import { serverUrl } from '../backends/server-url.ts';
import { error, info, type Report } from '../finding.ts';
import type { NormalOperation } from './normal-document.ts';
import type { WrittenOperation } from './read-operations.ts';
import { templateShape } from './template-shape.ts';

/**
 * Some documents tell operations apart by a fragment or a query string in the path key (`/files/{id}#share`). No request
 * path can: all of them are one operation, the one under the plain path where it exists, else the first.
 */
export function mergeFragments(written: readonly WrittenOperation[], report: Report): readonly NormalOperation[] {
  const isPlain = ({ key, operation }: WrittenOperation) => key === operation.path;
  const byRequest = new Map(written.filter(isPlain).map((entry) => [requestOf(entry), entry]));
  const dropped = new Set<NormalOperation>();
  for (const entry of written.filter((each) => !isPlain(each))) {
    const first = byRequest.get(requestOf(entry));
    if (first === undefined) byRequest.set(requestOf(entry), entry);
    else {
      dropped.add(entry.operation);
      reportMerge(first.operation, entry.operation, report);
    }
  }
  return written.map(({ operation }) => operation).filter((operation) => !dropped.has(operation));
}

const requestOf = ({ operation }: WrittenOperation) => `${operation.method} ${templateShape(operation.path)}`;

function reportMerge(first: NormalOperation, other: NormalOperation, report: Report): void {
  const same = handlingOf(first) === handlingOf(other);
  const reason = `"${other.id}" has the method and path of "${first.id}": no request can tell them apart`;
  report(
    same
      ? info('path-fragment', other.pointer, `${reason}, both are served as "${first.id}"`)
      : error(
          'path-fragment',
          other.pointer,
          `${reason}, but their security, servers or x-gateway differ, make them equal`,
        ),
  );
}

/** What the gateway would do differently for them. */
function handlingOf({ security, servers, layers }: NormalOperation): string {
  const alternatives = security.alternatives.map((all) => all.map(({ scheme, scopes }) => [scheme, scopes]));
  const [server] = Array.isArray(servers?.value) ? servers.value : [];
  return JSON.stringify([alternatives, serverUrl(server), layers.map(({ value }) => value)]);
}
