import { member } from '../../plain-object.ts';
import type { Upgrading } from './upgrading.ts';
import { childOf, listOf, objectOf, type Written } from './written.ts';

/** `host`, `basePath` and `schemes` as servers, those of https first; `owner` has the schemes, which an operation may too. */
export function upgradeServers(root: Written, owner: Written, { report }: Upgrading): Written | undefined {
  const [host, basePath, written] = [childOf(root, 'host'), childOf(root, 'basePath'), childOf(owner, 'schemes')];
  const path = textOf(basePath).replace(/\/+$/, '');
  const place = (host ?? basePath ?? root).origin;
  const server = (url: string) => objectOf(place, [['url', { value: url, origin: place }]]);
  if (host === undefined) return basePath === undefined ? undefined : listOf(place, [server(path || '/')]);
  const schemes = schemesOf(written?.value);
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

function schemesOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((scheme) => typeof scheme === 'string') : [];
}

function textOf(written: Written | undefined): string {
  const { value } = written ?? {};
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Whether an operation has schemes of its own. */
export const hasSchemes = (operation: Written): boolean => member(operation.value, 'schemes') !== undefined;
