import type { Layer } from '../dialects/normal-document.ts';
import { error, type Report } from '../finding.ts';
import type { Cursor } from './cursor.ts';
import { layerPointer } from './layer-pointer.ts';
import { mergeLayers } from './merge-layers.ts';
import type { Policy } from './policy.ts';
import { readCache } from './read-cache.ts';
import { readCors } from './read-cors.ts';
import { readDuration } from './read-duration.ts';
import { type Keys, readFields } from './read-fields.ts';
import { readHeaders } from './read-headers.ts';
import { readIdentity } from './read-identity.ts';
import { readLimit } from './read-limit.ts';
import { readMock } from './read-mock.ts';
import { readHedge, readRetries } from './read-retries.ts';
import { readThrottle } from './read-throttle.ts';
import { readValidate } from './read-validate.ts';
import { readBoolean, readText } from './read-values.ts';

export const POLICY_KEYS = {
  known: [
    'backend',
    'path',
    'timeout',
    'retries',
    'hedge',
    'cache',
    'throttle',
    'limit',
    'headers',
    'identity',
    'stream',
    'mock',
    'cors',
    'validate',
    'disabled',
  ],
  elsewhere: {
    backends: 'belongs in the x-gateway at the root of the document, move it there',
    plans: 'belongs in the x-gateway at the root of the document, move it there',
    publicDocument: 'belongs in the x-gateway at the root of the document, move it there',
    usage: 'belongs in the x-gateway at the root of the document',
    models: 'belongs in the x-gateway at the root of the document, move it there',
  },
} satisfies Keys;

const readName = readText('the name of a backend');
const readPath = readText('a path that starts with /, without query', /^\/[^?#\s]*$/);

/** Reads the policy of an operation from its layers, the nearest last; once for operations with the same layers. */
export function policyReader(report: Report): (layers: readonly Layer[]) => Policy {
  const numbers = new Map<unknown, number>();
  const known = new Map<string, Policy>();
  const numberOf = (value: unknown): number => {
    const number = numbers.get(value) ?? numbers.size;
    numbers.set(value, number);
    return number;
  };
  return (layers) => {
    const key = layers.map(({ level, value }) => `${level} ${numberOf(value)}`).join();
    const policy = known.get(key) ?? readPolicy(layers, report);
    known.set(key, policy);
    return policy;
  };
}

function readPolicy(layers: readonly Layer[], report: Report): Policy {
  const cursor: Cursor = {
    value: mergeLayers(layers.map(({ level, value }) => (level === 'document' ? ofPolicy(value) : value))),
    path: [],
    report: (rule, path, message) => report(error(rule, layerPointer(layers, path), message)),
  };
  const fields = readFields(cursor, POLICY_KEYS);
  return {
    backend: readName(fields('backend')),
    path: readPath(fields('path')),
    timeout: readDuration(fields('timeout')),
    retries: readRetries(fields('retries')),
    hedge: readHedge(fields('hedge')),
    cache: readCache(fields('cache')),
    throttle: readThrottle(fields('throttle')),
    limit: readLimit(fields('limit')),
    headers: readHeaders(fields('headers')),
    identity: readIdentity(fields('identity')),
    stream: readBoolean(fields('stream')) ?? false,
    mock: readMock(fields('mock')),
    cors: readCors(fields('cors')),
    validate: readValidate(fields('validate')),
    disabled: readBoolean(fields('disabled')) ?? false,
  };
}

/** The document's own layer names backends and plans beside its policy; readLanguage reports what else it has. */
function ofPolicy(value: unknown): unknown {
  const known: readonly string[] = POLICY_KEYS.known;
  const layer = value as Readonly<Record<string, unknown>>; // readGateway takes objects only
  return Object.fromEntries(Object.entries(layer).filter(([key]) => known.includes(key)));
}
