import type { Arrival } from './exchange.ts';

/** Request headers that never reach a Lambda function (recorded; "Important notes", table of headers). */
const DROPPED = new Set([
  'connection',
  'content-length',
  'content-md5',
  'expect',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'www-authenticate',
  // replaced by the gateway's own
  'x-amzn-trace-id',
  'x-forwarded-for',
  'x-forwarded-port',
  'x-forwarded-proto',
]);

export interface EventHeaders {
  /** The last value of each name, in the client's casing. */
  readonly single: Record<string, string>;
  readonly multi: Record<string, string[]>;
}

/** Both header maps of an event. */
export function eventHeaders(arrival: Arrival): EventHeaders {
  const { rawHeaders, sourceIp, port } = arrival.request;
  // Not without a prototype: V8 makes a hash table of such an object, and its JSON takes twice as long.
  const single: Record<string, string> = {};
  const multi: Record<string, string[]> = {};
  let forwardedFor = sourceIp;
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] as string; // the loop stays inside
    const value = rawHeaders[i + 1] as string;
    const lowerCase = name.toLowerCase();
    if (!DROPPED.has(lowerCase)) add(single, multi, name, value);
    else if (lowerCase === 'x-forwarded-for') forwardedFor = `${value}, ${sourceIp}`;
  }
  add(single, multi, 'X-Amzn-Trace-Id', arrival.traceId);
  add(single, multi, 'X-Forwarded-For', forwardedFor);
  add(single, multi, 'X-Forwarded-Port', String(port));
  add(single, multi, 'X-Forwarded-Proto', 'http');
  return { single, multi };
}

const OWN = ['X-Amzn-Trace-Id', 'X-Forwarded-For', 'X-Forwarded-Port', 'X-Forwarded-Proto'];
const OWN_LOWER_CASE = new Set(OWN.map((name) => name.toLowerCase()));

/** A client's headers as mappings and templates find them: those that the gateway sets are its own (captured). */
export function mappedHeaders(arrival: Arrival): readonly string[] {
  const { rawHeaders } = arrival.request;
  const { single } = eventHeaders(arrival);
  const kept = rawHeaders.filter((_, i) => !OWN_LOWER_CASE.has((rawHeaders[i - (i % 2)] ?? '').toLowerCase()));
  return [...kept, ...OWN.flatMap((name) => [name, single[name] ?? ''])];
}

/** Those among which to look for one: the client's unless it is the gateway's, since few are. */
export function headersFor(arrival: Arrival, name: string): readonly string[] {
  return OWN_LOWER_CASE.has(name.toLowerCase()) ? mappedHeaders(arrival) : arrival.request.rawHeaders;
}

function add(single: Record<string, string>, multi: Record<string, string[]>, name: string, value: string): void {
  if (Object.hasOwn(multi, name)) {
    single[name] = value;
    multi[name]?.push(value);
  } else if (name in multi) {
    // A name that objects inherit, `__proto__` for one.
    Object.defineProperty(single, name, { value, writable: true, enumerable: true, configurable: true });
    Object.defineProperty(multi, name, { value: [value], writable: true, enumerable: true, configurable: true });
  } else {
    single[name] = value;
    multi[name] = [value];
  }
}
