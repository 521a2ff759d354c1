/** Chooses, from any model, operations that show what the gateway does, and writes them as lines for a shell. */
import type { ApiModel, Operation, Throttle } from '../../compiler/index.ts';
import { alternativesOf } from './alternatives.ts';
import { curlLine, type LocalAccess } from './curl-line.ts';
import { declaredOperations } from './declared-operations.ts';

export interface SampleRequest {
  readonly shows: string;
  /** A line for a POSIX shell. */
  readonly command: string;
}

interface Demonstration {
  readonly shows: string;
  readonly flags: string;
  readonly operation: Operation | undefined;
  readonly repeat?: (curl: string) => string;
}

/** A loop that has to empty a larger bucket than this is no demonstration any more. */
const LARGEST_BURST = 50;

export function sampleRequests(model: ApiModel, access: LocalAccess): readonly SampleRequest[] {
  return demonstrations(model).flatMap(({ shows, operation, flags, repeat }) => {
    if (operation === undefined) return [];
    const curl = curlLine(model, operation, access, flags);
    return [{ shows, command: repeat === undefined ? curl : repeat(curl) }];
  });
}

function demonstrations(model: ApiModel): readonly Demonstration[] {
  // An operation of several traits hides the one to be shown, so plain ones come first.
  const operations = declaredOperations(model);
  const pick = (...candidates: ((operation: Operation) => boolean)[]): Operation | undefined =>
    candidates.map((candidate) => cheapest(operations.filter(candidate))).find((found) => found !== undefined);
  const needsToken = (operation: Operation): boolean =>
    isJudged(operation) &&
    !alternativesOf(model, operation).some((needed) => needed.every(({ kind }) => kind === 'key'));
  const throttled = easiestToThrottle(model);
  const guarded = pick(
    (op) => needsToken(op) && !needsKey(op) && isPlain(op),
    (op) => needsToken(op) && !needsKey(op),
  );
  return [
    { shows: 'a public operation', flags: '-si', operation: pick((op) => isPublic(op) && isPlain(op), isPublic) },
    { shows: 'one that needs a key', flags: '-si', operation: pick((op) => needsKey(op) && !needsToken(op)) },
    {
      shows: guarded && takesToken(model, guarded) ? 'one that needs a token' : 'one that needs credentials',
      flags: '-si',
      operation: guarded,
    },
    {
      shows: 'one that needs a key and a token',
      flags: '-si',
      operation: pick((op) => needsToken(op) && needsKey(op)),
    },
    {
      shows: 'one that is cached (the second call says hit)',
      flags: '-si',
      operation: pick(isCached),
      repeat: (curl) => `for i in 1 2; do ${curl} | grep -i ^cache-status; done`,
    },
    {
      shows: 'one that is balanced over its targets',
      flags: '-s',
      operation: pick((op) => isBalanced(model, op) && isPlain(op)),
      repeat: (curl) => `for i in 1 2 3 4 5 6; do ${curl}; echo; done`,
    },
    { shows: 'one that streams', flags: '-sN', operation: pick((op) => op.stream) },
    {
      shows: 'one that is throttled (429 once its bucket is empty)',
      flags: "-s -o /dev/null -w '%{http_code} '",
      operation: throttled?.operation,
      repeat: (curl) => `for i in $(seq ${(throttled?.burst ?? 0) + 5}); do ${curl}; done; echo`,
    },
  ];
}

function isPublic(operation: Operation): boolean {
  return !needsKey(operation) && !isJudged(operation);
}

function isPlain(operation: Operation): boolean {
  return !isCached(operation) && !operation.stream;
}

function needsKey({ security }: Operation): boolean {
  return security.apiKey;
}

/** By the authorizer, which also looks whether a key's plan may call. */
function isJudged({ security }: Operation): boolean {
  return security.requirements !== undefined;
}

/** Whether a token alone lets a request in. */
const takesToken = (model: ApiModel, operation: Operation): boolean =>
  alternativesOf(model, operation).some((alternative) =>
    alternative.every((needed) => needed.kind === 'scheme' && TOKENS.has(needed.config.kind)),
  );

const TOKENS: ReadonlySet<string> = new Set(['jwt', 'introspection']);

function isCached({ method, handling }: Operation): boolean {
  return method === 'GET' && handling.kind === 'proxy' && handling.cache !== undefined;
}

function isBalanced(model: ApiModel, { handling }: Operation): boolean {
  return handling.kind === 'proxy' && (model.backends[handling.backend]?.targets.length ?? 0) > 1;
}

/** The one that asks least of whoever pastes it: it only reads, is open, and needs few invented values. */
function cheapest(operations: readonly Operation[]): Operation | undefined {
  return operations.toSorted((a, b) => cost(a) - cost(b))[0];
}

function cost(operation: Operation): number {
  const changes = operation.method === 'GET' ? 0 : 100;
  const guarded = (needsKey(operation) ? 10 : 0) + (isJudged(operation) ? 20 : 0);
  return changes + guarded + operation.parameters.filter((parameter) => parameter.required).length;
}

function easiestToThrottle(model: ApiModel): { readonly operation: Operation; readonly burst: number } | undefined {
  return declaredOperations(model)
    .map((operation) => ({ operation, burst: smallestBurst(operation, model) }))
    .filter(({ operation, burst }) => burst <= LARGEST_BURST && !operation.stream)
    .toSorted((a, b) => cost(a.operation) - cost(b.operation) || a.burst - b.burst)[0];
}

/** Of the stage, of the operation, and, for the key that the line uses, of its plan. */
function smallestBurst(operation: Operation, model: ApiModel): number {
  const [plan] = needsKey(operation) ? model.plans : [];
  const limits: readonly (Throttle | undefined)[] = [
    operation.throttle ?? model.throttle,
    plan?.operations[operation.id] ?? plan?.throttle,
  ];
  return Math.min(...limits.map((throttle) => throttle?.burst ?? Number.POSITIVE_INFINITY));
}
