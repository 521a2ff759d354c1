import type { TargetSource } from '../../../lambdas/core/outbound-config.ts';
import type { TargetConfig } from '../../../lambdas/core/router-config.ts';
import { targetUrl } from '../backends/target-url.ts';
import { isObject } from '../plain-object.ts';
import { type Cursor, wrong } from './cursor.ts';
import { type Fields, readFields } from './read-fields.ts';
import { readList, readOneOf, readPositive, readText, readWhole } from './read-values.ts';

export interface WrittenTargets {
  readonly targets: readonly TargetConfig[];
  readonly sources: readonly TargetSource[];
}

/** Envoy's own bound (config.endpoint.v3.LocalityLbEndpoints). */
const MOST_PRIORITY = 128;

const FORM = 'one of { url: https://host/path }, { srv: _https._tcp.NAME }, { cloudMap: { namespace, service } }';

const PLACES = ['url', 'srv', 'cloudMap'] as const;
const KEYS = [...PLACES, 'scheme', 'port', 'path', 'weight', 'priority'];

type Written = { readonly target: TargetConfig } | { readonly source: TargetSource };

/** A list, or one place where all of them are looked up. */
export function readTargets(cursor: Cursor | undefined): WrittenTargets {
  const isOne = isObject(cursor?.value);
  const written = isOne ? [readOne(cursor)] : (readList(readOne, 'a list of { url }')(cursor) ?? []);
  return {
    targets: written.flatMap((one) => (one && 'target' in one ? [one.target] : [])),
    sources: written.flatMap((one) => (one && 'source' in one ? [one.source] : [])),
  };
}

function readOne(cursor: Cursor | undefined): Written | undefined {
  if (cursor === undefined) return undefined;
  if (!isObject(cursor.value)) return wrong(cursor, FORM);
  const fields = readFields(cursor, { known: KEYS });
  const [place, ...others] = PLACES.filter((each) => fields(each) !== undefined);
  if (place === undefined || others.length > 0) return wrong(cursor, FORM);
  for (const key of place === 'url' ? ['scheme', 'path', 'port'] : place === 'srv' ? ['port'] : [])
    refuse(fields(key), `${key} is no part of a target by ${place}: ${place} says it`);
  return READERS[place](fields);
}

const refuse = (cursor: Cursor | undefined, message: string) => cursor?.report('x-gateway', cursor.path, message);

const READERS = { url: readUrl, srv: readSrv, cloudMap: readCloudMap };

function readShare(fields: Fields) {
  const weight = readPositive(fields('weight')) ?? 1;
  const priority = readWhole(0, MOST_PRIORITY)(fields('priority')) ?? 0;
  return { weight, priority };
}

function readUrl(fields: Fields): Written | undefined {
  const { weight, priority } = readShare(fields);
  const written = fields('url');
  if (written === undefined) return undefined;
  if (typeof written.value !== 'string') return wrong(written, 'a target with a url such as https://host/path');
  const target = targetUrl(written.value);
  if (target.kind === 'url') return { target: { url: target.url, weight, ...(priority > 0 && { priority }) } };
  written.report('x-gateway', written.path, `target url "${written.value}" ${target.why}`);
  return undefined;
}

const readScheme = readOneOf(['http', 'https']);
const readPath = readText('a path such as /v2, without spaces, ? or #', /^\/[^\s?#]*$/);

/** What is said of targets that are looked up. */
function readPlace(fields: Fields) {
  const path = (readPath(fields('path')) ?? '').replace(/\/+$/, '');
  return { path, ...readShare(fields) };
}

/** RFC 2782: `_service._proto.name`. */
const readSrvName = readText(
  'the name of SRV records, such as _https._tcp.planner.internal',
  /^_[A-Za-z0-9-]{1,62}\._tcp(?:\.[A-Za-z0-9_-]{1,63})+\.?$/,
);

function readSrv(fields: Fields): Written | undefined {
  const name = readSrvName(fields('srv'));
  const scheme = readScheme(fields('scheme')) ?? (name?.toLowerCase().startsWith('_https.') ? 'https' : 'http');
  const place = readPlace(fields);
  return name === undefined ? undefined : { source: { kind: 'srv', name, scheme, ...place } };
}

const readCloudMapName = readText('a name in Cloud Map', /^[\x21-\x7e]{1,1024}$/);

function readCloudMap(fields: Fields): Written | undefined {
  const named = fields('cloudMap');
  const names = readFields(named, { known: ['namespace', 'service'] });
  const namespace = readCloudMapName(names('namespace'));
  const service = readCloudMapName(names('service'));
  const scheme = readScheme(fields('scheme')) ?? 'http';
  const port = readWhole(1, 65_535)(fields('port'));
  const place = readPlace(fields);
  if (
    named !== undefined &&
    isObject(named.value) &&
    (names('namespace') === undefined || names('service') === undefined)
  )
    return wrong(named, 'an object with namespace and service');
  if (namespace === undefined || service === undefined) return undefined;
  return { source: { kind: 'cloud-map', namespace, service, scheme, ...(port !== undefined && { port }), ...place } };
}
