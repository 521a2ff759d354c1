import { serverUrl } from '../backends/server-url.ts';
import { error, info, type Report, warning } from '../finding.ts';
import { member } from '../plain-object.ts';
import { commonDemands } from './common-demands.ts';
import type { NormalOperation } from './normal-document.ts';
import type { WrittenOperation } from './read-operations.ts';
import { requestShape } from './template-shape.ts';

/**
 * Some documents tell operations apart by what no request can: a fragment or a query string in the path key
 * (`/files/{id}#share`), the names of variables, a trailing slash. All of them are one operation, the one under a plain
 * path where there is one, else the first; it demands only what all of them demand. Where the gateway would treat them
 * differently there is an error, here or (`path-ambiguous`) once resources are shared out.
 */
export function mergeSameRequests(written: readonly WrittenOperation[], report: Report): readonly NormalOperation[] {
  const served = new Map(written.map(({ operation }) => [operation, operation]));
  const enabled = written.filter(({ operation }) => !isDisabled(operation));
  for (const [first, ...others] of Map.groupBy(enabled, requestOf).values()) {
    if (first === undefined || others.length === 0) continue;
    mergeGroup([first, ...others].toSorted(byWidth), served, report);
  }
  return written.flatMap(({ operation }) => served.get(operation) ?? []);
}

const requestOf = ({ operation }: WrittenOperation) => requestShape(operation);

/** A plain path goes first, then the one with fewer variables: `{a}{b}` needs two characters. */
const byWidth = (one: WrittenOperation, other: WrittenOperation) =>
  Number(isPlain(other)) - Number(isPlain(one)) || variables(one) - variables(other);
const variables = ({ operation }: WrittenOperation) => operation.path.split('{').length;
const isPlain = ({ key, operation }: WrittenOperation) => key === operation.path;

function isDisabled({ layers }: NormalOperation): boolean {
  const nearest = layers.findLast(({ value }) => member(value, 'disabled') !== undefined);
  return member(nearest?.value, 'disabled') === true;
}

function mergeGroup(
  [first, ...others]: readonly WrittenOperation[],
  served: Map<NormalOperation, NormalOperation>,
  report: Report,
): void {
  if (first === undefined) return;
  const merged = others.filter((other) => {
    const same = handlingOf(first.operation) === handlingOf(other.operation);
    const isAmbiguous = isPlain(other) && isPlain(first);
    if (same || !isAmbiguous) served.delete(other.operation);
    reportMerge(first.operation, other, same, report);
    return same;
  });
  served.set(first.operation, commonDemands([first, ...merged].map(({ operation }) => operation)));
}

function reportMerge(first: NormalOperation, other: WrittenOperation, same: boolean, report: Report): void {
  const { id, pointer } = other.operation;
  const named = `"${first.id}"${first.path === other.operation.path ? '' : ` (${first.method} ${first.path})`}`;
  if (isPlain(other)) {
    const message = `"${id}" matches the same requests as ${named} (names of variables and a trailing slash do not count), both are served as the latter, validated only where they agree; remove one`;
    if (same) report(warning('path-ambiguous', pointer, message));
    return;
  }
  const reason = `"${id}" has the method and path of ${named}: no request can tell them apart`;
  report(
    same
      ? info('path-fragment', pointer, `${reason}, both are served as "${first.id}"`)
      : error('path-fragment', pointer, `${reason}, but their security, servers or x-gateway differ, make them equal`),
  );
}

/** What the gateway would do differently for them. */
function handlingOf({ security, servers, layers }: NormalOperation): string {
  const alternatives = security.alternatives.map((all) => all.map(({ scheme, scopes }) => [scheme, scopes]));
  const [server] = Array.isArray(servers?.value) ? servers.value : [];
  return JSON.stringify([alternatives, serverUrl(server), layers.map(({ value }) => value)]);
}
