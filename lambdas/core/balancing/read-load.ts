import type { HeaderField } from '../messages.ts';

/** Characters of a report beyond which it is not read: a dozen metrics fit. */
const LONGEST = 1024;

/** Requests in flight that a utilization near 1 stands for at most. */
const MOST = 100;

/**
 * Requests in flight that are believed: an absurd report would stay in what is typical of all targets for thousands of answers,
 * and make each one that nothing is known of look as busy.
 */
const MOST_IN_FLIGHT = 10_000;

const FORM = /^(?:(TEXT|JSON) )?(.*)$/s;
/** With as many digits as a double has where it is written out: a third is `0.3333333333333333`. */
const NUMBER = /^(?:\d{1,20}(?:\.\d{0,30})?|\.\d{1,30})(?:e[+-]?\d{1,2})?$/i;

/**
 * The load that a target reports of itself in `endpoint-load-metrics` (ORCA, the Open Request Cost Aggregation of Envoy and
 * gRPC), in requests in flight; `undefined` without a report, or with one that breaks the format in any way.
 *
 * `named_metrics.requests_in_flight` is taken as it is, up to 10,000. Else a utilization `u` (`application_utilization` before
 * `cpu_utilization`, errors added to it as gRPC's proposal A58 does) stands for `u / (1 - u)`, the mean queue of a server
 * that is busy for the share `u` of the time.
 */
export function readLoad(headers: readonly HeaderField[]): number | undefined {
  const fields = headers.filter(([name]) => name.toLowerCase() === 'endpoint-load-metrics');
  const [text] = fields.map(([, value]) => value.trim());
  if (text === undefined || fields.length > 1 || text.length > LONGEST) return undefined;
  const [, form = 'TEXT', report = ''] = FORM.exec(text) ?? [];
  const metrics = form === 'JSON' ? parseJson(report) : parseText(report);
  return metrics && loadOf(metrics);
}

function loadOf(metrics: ReadonlyMap<string, number>): number | undefined {
  const inFlight = metrics.get('named_metrics.requests_in_flight');
  if (inFlight !== undefined) return Math.min(MOST_IN_FLIGHT, inFlight);
  const utilization = metrics.get('application_utilization') || metrics.get('cpu_utilization');
  if (utilization === undefined) return undefined;
  const rate = metrics.get('rps_fractional') ?? 0;
  const errors = rate > 0 ? (metrics.get('eps') ?? 0) / rate : 0;
  const busy = utilization + errors;
  return busy < 1 ? Math.min(MOST, busy / (1 - busy)) : MOST;
}

/** `cpu_utilization=0.3, named_metrics.requests_in_flight=4`; Envoy's parser takes `:` for `=`. */
function parseText(text: string): ReadonlyMap<string, number> | undefined {
  const metrics = new Map<string, number>();
  for (const pair of text.split(',')) {
    const [, name, value] = /^\s*([^\s=:]+)\s*[=:]\s*(\S+)\s*$/.exec(pair) ?? [];
    if (name === undefined || value === undefined || !NUMBER.test(value) || metrics.has(name)) return undefined;
    metrics.set(name, Number(value));
  }
  return metrics;
}

/**
 * `{"cpu_utilization": 0.3, "named_metrics": {"requests_in_flight": 4}}`, or as protobuf's libraries write a message in JSON
 * unless they are told otherwise: `{"cpuUtilization": 0.3, "namedMetrics": …}`.
 */
function parseJson(text: string): ReadonlyMap<string, number> | undefined {
  const report = plainObject(parse(text));
  if (report === undefined) return undefined;
  const metrics = new Map<string, number>();
  const named = Object.entries(plainObject(report.named_metrics ?? report.namedMetrics) ?? {});
  for (const [name, value] of [
    ...Object.entries(report).map(([key, one]) => [snakeCase(key), one]),
    ...named.map(([key, one]) => [`named_metrics.${key}`, one]),
  ]) {
    if (typeof value !== 'number') continue;
    if (!(value >= 0 && value < 1e15)) return undefined;
    metrics.set(String(name), value);
  }
  return metrics;
}

const snakeCase = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function plainObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const is = typeof value === 'object' && value !== null && !Array.isArray(value);
  // Just tested.
  return is ? (value as Record<string, unknown>) : undefined;
}
