/**
 * CloudWatch's embedded metric format: a log line that is a metric as well (CloudWatch User Guide, "Embedded metric format
 * specification"). Written by hand: `@aws-lambda-powertools/metrics` 2.36 takes 6 ms and more to load and 90 µs for each
 * line, half of what the router takes for a request.
 *
 * Dimensions are names of the configuration only, so what CloudWatch bills is known before: two metrics for each of at most
 * 50 operations, two for each target, two for the function, and five for its cache.
 */
export interface RequestMetrics {
  /** Tells the metrics of several gateways apart. */
  readonly functionName: string;
  /** As `operationNames` gives it; absent where none was matched. */
  readonly operation: string | undefined;
  /** Milliseconds. */
  readonly duration: number;
  /** Answered with 500 or more. */
  readonly failed: boolean;
  /** Tries beyond the first. */
  readonly retries: number;
  /** Turned away by admission or a circuit breaker. */
  readonly shed: boolean;
  /** Whose answer it is. */
  readonly target: TargetMetrics | undefined;
  /** Of a request that the cache had a part in. */
  readonly cache?: CacheMetrics | undefined;
}

export interface CacheMetrics {
  readonly hit: boolean;
  /** Seconds, of what was stored. */
  readonly age: number | undefined;
  /** Of the content that was answered with. */
  readonly bytes: number;
  /** Capacity units of the table. */
  readonly reads: number;
  readonly writes: number;
}

export interface TargetMetrics {
  readonly name: string;
  /** Milliseconds to the fields of its response, or until it failed. */
  readonly duration: number;
  readonly failed: boolean;
}

/** Operations beyond these are measured together. */
const MOST_OPERATIONS = 50;
const OTHERS = '(others)';

/** Names under which operations are measured, by id. */
export function operationNames(operations: readonly { readonly id: string }[]): ReadonlyMap<string, string> {
  return new Map(operations.map(({ id }, index) => [id, index < MOST_OPERATIONS ? dimensionValue(id) : OTHERS]));
}

/** In ASCII and at most 1,024 characters (CloudWatch API Reference, Dimension): of any other, no metric of the line would count. */
const dimensionValue = (name: string): string =>
  name.replaceAll(/[^\x20-\x7e]+/g, (found) => encodeURIComponent(found.toWellFormed())).slice(0, 1024);

const milliseconds = (Name: string) => ({ Name, Unit: 'Milliseconds' });
const count = (Name: string) => ({ Name, Unit: 'Count' });
const directive = (dimensions: readonly string[], ...Metrics: object[]) => ({
  Namespace: 'Gatewright',
  Dimensions: [dimensions],
  Metrics,
});
const FUNCTION = directive(['FunctionName'], count('Retries'), count('Shed'));
const CACHE = directive(
  ['FunctionName'],
  count('CacheHits'),
  { Name: 'CacheBytes', Unit: 'Bytes' },
  count('CacheReadUnits'),
  count('CacheWriteUnits'),
);
const CACHE_AGE = directive(['FunctionName'], { Name: 'CacheAge', Unit: 'Seconds' });
const OPERATION = directive(['FunctionName', 'Operation'], milliseconds('Duration'), count('Failures'));
const TARGET = directive(['FunctionName', 'Target'], milliseconds('TargetDuration'), count('TargetFailures'));

/** Made once: only the time changes. */
const DIRECTIVES = {
  unmatched: JSON.stringify([FUNCTION]),
  hit: JSON.stringify([FUNCTION, OPERATION, CACHE, CACHE_AGE]),
  /** In the place of a target that failed. */
  stale: JSON.stringify([FUNCTION, OPERATION, TARGET, CACHE, CACHE_AGE]),
  miss: JSON.stringify([FUNCTION, OPERATION, TARGET, CACHE]),
  untargeted: JSON.stringify([FUNCTION, OPERATION]),
  targeted: JSON.stringify([FUNCTION, OPERATION, TARGET]),
  target: JSON.stringify([TARGET]),
};

/** A line of the log, without its end, that measures a request. `now` in milliseconds since the epoch. */
export function requestLine(fields: object, metrics: RequestMetrics, now: number): string {
  const { functionName, operation, duration, failed, retries, shed, target, cache } = metrics;
  // What is undefined does not get into JSON.
  const values = {
    FunctionName: functionName,
    Retries: retries,
    Shed: Number(shed),
    Operation: operation,
    Duration: operation && duration,
    Failures: operation && Number(failed),
  };
  const parts: object[] = [fields, values];
  if (target) parts.push(targetValues(target));
  if (cache) parts.push(cacheValues(cache));
  return line(directivesFor(metrics), parts, now);
}

function directivesFor({ operation, target, cache }: RequestMetrics): string {
  if (operation === undefined) return DIRECTIVES.unmatched;
  if (cache?.age !== undefined) return target ? DIRECTIVES.stale : DIRECTIVES.hit;
  if (cache && target) return DIRECTIVES.miss;
  return target ? DIRECTIVES.targeted : DIRECTIVES.untargeted;
}

/** Of `CacheHits` the average is the hit rate. */
const cacheValues = ({ hit, age, bytes, reads, writes }: CacheMetrics) => ({
  CacheHits: Number(hit),
  CacheAge: age,
  CacheBytes: bytes,
  CacheReadUnits: reads,
  CacheWriteUnits: writes,
});

/** The same of a try whose answer, if any, was not passed on. */
export function targetLine(fields: object, functionName: string, target: TargetMetrics, now: number): string {
  return line(DIRECTIVES.target, [fields, { FunctionName: functionName }, targetValues(target)], now);
}

const targetValues = ({ name, duration, failed }: TargetMetrics) => ({
  Target: name,
  TargetDuration: duration,
  TargetFailures: Number(failed),
});

/** The members of all parts one after the other: to copy them into one object takes longer. */
function line(directives: string, parts: readonly object[], now: number): string {
  let text = '{';
  for (const part of parts) {
    const json = JSON.stringify(part);
    if (json.length > EMPTY) text += `${json.slice(1, -1)},`;
  }
  return `${text}"_aws":{"Timestamp":${now},"CloudWatchMetrics":${directives}}}`;
}

const EMPTY = '{}'.length;
