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
