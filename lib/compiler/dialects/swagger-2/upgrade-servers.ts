import { member } from '../../plain-object.ts';
import { shown } from '../../shown.ts';
import type { Upgrading } from './upgrading.ts';
import { childOf, listOf, objectOf, type Written } from './written.ts';

/** `host`, `basePath` and `schemes` as servers, those of https first; `owner` has the schemes, which an operation may too. */
export function upgradeServers(root: Written, owner: Written, { report }: Upgrading): Written | undefined {
  const [host, basePath, written] = [childOf(root, 'host'), childOf(root, 'basePath'), childOf(owner, 'schemes')];
  const path = pathOf(basePath, report);
  const place = (host ?? basePath ?? root).origin;
  const server = (url: string) => objectOf(place, [['url', { value: url, origin: place }]]);
  if (host === undefined) return basePath === undefined ? undefined : listOf(place, [server(path || '/')]);
  if (!HOST.test(textOf(host)))
    report(
      'document-shape',
      'error',
      host.origin,
      `host is ${shown(host.value)}, expected a host with or without a port such as api.example.com:8443; write the rest as schemes and basePath`,
    );
  const schemes = schemesOf(written, report);
  if (written === undefined && root === owner)
    report('swagger-reading', 'info', place, 'no schemes say how the host is reached, it is asked by https');
  const others = schemes.filter((scheme) => !['http', 'https'].includes(scheme));
  if (written !== undefined && others.length > 0)
    report(
      'swagger-reading',
      'info',
      written.origin,
      `${others.join(' and ')} cannot be served by API Gateway's REST APIs, left out`,
    );
  const served = ['https', 'http'].filter((scheme) => schemes.includes(scheme));
  const used = served.length === 0 ? ['https'] : served;
  return listOf(
    place,
    used.map((scheme) => server(`${scheme}://${textOf(host)}${path}`)),
  );
}

/** Swagger 2.0: "the host only", a name or address. */
const HOST = /^[^{}/:\\\s@?#]+(:\d+)?$/;

function pathOf(basePath: Written | undefined, report: Upgrading['report']): string {
  const path = textOf(basePath).replace(/\/+$/, '');
  if (basePath === undefined || path === '' || path.startsWith('/')) return path;
  report('swagger-reading', 'info', basePath.origin, `basePath is ${shown(path)}, read as ${shown(`/${path}`)}`);
  return `/${path}`;
}

function schemesOf(written: Written | undefined, report: Upgrading['report']): readonly string[] {
  if (written === undefined) return [];
  if (Array.isArray(written.value)) return written.value.filter((scheme) => typeof scheme === 'string');
  const message = `schemes is ${shown(written.value)}, expected a list such as [https]: it is asked by https`;
  report('document-shape', 'warning', written.origin, message);
  return [];
}

function textOf(written: Written | undefined): string {
  const { value } = written ?? {};
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Whether an operation has schemes of its own. */
export const hasSchemes = (operation: Written): boolean => member(operation.value, 'schemes') !== undefined;
