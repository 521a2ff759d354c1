import type { CachePolicy } from '../../../lambdas/core/router-config.ts';
import type { ApiModel, Operation, Throttle } from '../../compiler/index.ts';
import { plainTable } from '../plain-table.ts';
import { declaredOperations } from './declared-operations.ts';
import { formatDuration } from './format-duration.ts';

/** More are a scroll, not an overview. */
const MOST_ROWS = 40;
export function operationsTable(model: ApiModel): string {
  const operations = declaredOperations(model);
  const table = plainTable(
    ['method', 'path', 'needs', 'answered by', 'policy'],
    operations.slice(0, MOST_ROWS).map(row),
  );
  const hidden = operations.length - MOST_ROWS;
  return [table, ...(hidden > 0 ? [`… and ${hidden} more`] : [])].join('\n');
}

const ANSWERED_BY = { mock: 'mock', document: 'the gateway' } as const;

function row(operation: Operation): string[] {
  const { handling } = operation;
  const answeredBy = handling.kind === 'proxy' ? handling.backend : ANSWERED_BY[handling.kind];
  return [operation.method, operation.path, needs(operation), answeredBy, policy(operation).join(', ')];
}

/** What API Gateway checks by itself in AWS, and nobody here. */
const NATIVE = { iam: 'AWS signature', cognito: 'user pool' } as const;

/** `nothing`, `key`, `token (blueprints:read)`, `key + token`; alternatives are told by `or`. */
function needs({ security }: Operation): string {
  const tokens = security.requirements?.map((requirement) => {
    const scopes = requirement.flatMap((scheme) => scheme.scopes).join(' ');
    return scopes === '' ? 'token' : `token (${scopes})`;
  });
  const token = tokens === undefined ? [] : [[...new Set(tokens)].join(' or ')];
  const native = security.native === undefined ? [] : [NATIVE[security.native.kind]];
  const all = [...(security.apiKey ? ['key'] : []), ...token, ...native];
  return all.length === 0 ? '-' : all.join(' + ');
}

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
