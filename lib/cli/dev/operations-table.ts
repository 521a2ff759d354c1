import type { CachePolicy } from '../../../lambdas/core/router-config.ts';
import type { ApiModel, Operation, Throttle } from '../../compiler/index.ts';
import { plainTable } from '../plain-table.ts';
import { alternativesOf, type Needed } from './alternatives.ts';
import { declaredOperations } from './declared-operations.ts';
import { formatDuration } from './format-duration.ts';

/** More are a scroll, not an overview. */
const MOST_ROWS = 40;
export function operationsTable(model: ApiModel): string {
  const operations = declaredOperations(model);
  const table = plainTable(
    ['method', 'path', 'needs', 'answered by', 'policy'],
    operations.slice(0, MOST_ROWS).map((operation) => row(model, operation)),
  );
  const hidden = operations.length - MOST_ROWS;
  return [table, ...(hidden > 0 ? [`… and ${hidden} more`] : [])].join('\n');
}

const ANSWERED_BY = { mock: 'mock', document: 'the gateway' } as const;

function row(model: ApiModel, operation: Operation): string[] {
  const { handling } = operation;
  const answeredBy = handling.kind === 'proxy' ? handling.backend : ANSWERED_BY[handling.kind];
  return [operation.method, operation.path, needs(model, operation), answeredBy, policy(operation).join(', ')];
}

/** `-`, `key`, `token (blueprints:read)`, `key + token`; alternatives are told by `or`. */
function needs(model: ApiModel, operation: Operation): string {
  const alternatives = alternativesOf(model, operation).map((needed) => needed.map(wordOf).join(' + ') || 'nothing');
  return [...new Set(alternatives)].join(' or ') || '-';
}

function wordOf(needed: Needed): string {
  if (needed.kind !== 'scheme') return { key: 'key', iam: 'AWS signature', cognito: 'user-pool token' }[needed.kind];
  const { config, scopes } = needed;
  const word = config.kind === 'api-key' ? config.name : WORDS[config.kind];
  return scopes.length === 0 ? word : `${word} (${scopes.join(' ')})`;
}

const WORDS = {
  jwt: 'token',
  introspection: 'token',
  basic: 'password',
  certificate: 'certificate',
  signature: 'signature',
  'plan-key': 'key',
} as const;

function policy(operation: Operation): readonly string[] {
  const { handling, stream, throttle } = operation;
  return [
    ...(stream ? ['streams'] : []),
    ...(handling.kind === 'proxy' && handling.cache ? [cached(handling.cache)] : []),
    ...(throttle ? [throttled(throttle)] : []),
  ];
}

const cached = ({ ttl }: CachePolicy): string => (ttl === undefined ? 'cached' : `cached ${formatDuration(ttl)}`);

function throttled({ rate, burst }: Throttle): string {
  return `at most ${rate}/s, burst ${burst}`;
}
