import { error, info, type Report, warning } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { isObject, member, type PlainObject } from '../plain-object.ts';
import { shown } from '../shown.ts';
import { checkSpelling } from './check-spelling.ts';
import { checkVersion } from './check-version.ts';
import { dialectFault } from './dialect-fault.ts';
import { giveUniqueIds } from './give-unique-ids.ts';
import { mergeSameRequests } from './merge-same-requests.ts';
import type { Located, NormalDocument } from './normal-document.ts';
import { readGateway } from './read-gateway.ts';
import { readOperations } from './read-operations.ts';
import { resolveComponent } from './resolve-reference.ts';

/**
 * OpenAPI 3.0, 3.1 and 3.2 into one form. Of the later ones this takes what 3.0 has too (paths, parameters, security,
 * servers); what they add is in schemas, in webhooks, which no client calls, and in methods that API Gateway does not have.
 */
export function normalize(value: unknown, report: Report): NormalDocument | undefined {
  if (!checkVersion(value, report)) return undefined;
  if (member(value, 'webhooks') !== undefined)
    report(
      info('webhooks-left-out', '/webhooks', 'webhooks are requests to your clients: the gateway does not serve them'),
    );
  readDialect(value, report);
  const information = member(value, 'info');
  let refused = false;
  const refuse: Report = (finding) => {
    refused = true;
    report(finding);
  };
  checkSpelling({ value, pointer: '' }, 'document', refuse);
  const operations = readOperations(value, refuse);
  return {
    title: textOf(member(information, 'title'), 'untitled'),
    version: textOf(member(information, 'version'), '0'),
    dialect: String(member(value, 'openapi')).startsWith('3.0') ? '3.0' : '3.1',
    root: value,
    servers: rootServers(value),
    securitySchemes: readSchemes(value, report),
    gateway: readGateway({ value, pointer: '' }, report),
    operations: giveUniqueIds(mergeSameRequests(operations, report), report),
    refused,
  };
}

function readDialect(root: PlainObject, report: Report): void {
  const dialect = member(root, 'jsonSchemaDialect');
  const message = dialect === undefined ? undefined : dialectFault('jsonSchemaDialect', dialect, '3.1');
  if (message !== undefined) report(warning('schema-dialect', '/jsonSchemaDialect', message));
}

/** YAML reads `version: 1.0` as a number. */
function textOf(value: unknown, fallback: string): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : fallback;
}

function rootServers(root: PlainObject): Located | undefined {
  const servers = member(root, 'servers');
  const empty = servers === undefined || (Array.isArray(servers) && servers.length === 0);
  return empty ? undefined : { value: servers, pointer: '/servers' };
}

function readSchemes(root: PlainObject, report: Report): ReadonlyMap<string, Located> {
  const schemes = member(member(root, 'components'), 'securitySchemes') ?? {};
  const pointer = '/components/securitySchemes';
  if (!isObject(schemes)) {
    report(
      error(
        'document-shape',
        pointer,
        `securitySchemes is ${shown(schemes)}, expected an object such as { NAME: { type } }`,
      ),
    );
    return new Map();
  }
  return new Map(
    Object.entries(schemes).flatMap(([name, value]) => {
      const scheme = resolveComponent(root, { value, pointer: pointerTo(pointer, name) }, report);
      return scheme === undefined ? [] : [[name, scheme] as const];
    }),
  );
}
