import { fieldValues } from '../fields/field-values.ts';
import type { HeaderField } from '../messages.ts';

/** W3C Trace Context (level 1): the trace that a request belongs to, as its target is told. */
export interface TraceContext {
  /** 32 lower case hexadecimal digits. */
  readonly traceId: string;
  /** `traceparent`, and `tracestate` where the client sent a good one. */
  readonly fields: readonly HeaderField[];
}

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const ALL_ZERO = /^0+$/;
const SAMPLED = 1;

/**
 * The client's trace with a parent id of our own. Without one, or with one that breaks the format in any way, the trace of
 * `X-Amzn-Trace-Id`, which API Gateway makes and X-Ray knows; else a new one. `random` in [0, 1).
 */
export function traceContext(headers: readonly HeaderField[], random: () => number): TraceContext {
  const given = readTraceparent(fieldValues(headers, 'traceparent'));
  const { traceId, sampled } = given ?? readAmazonTrace(fieldValues(headers, 'x-amzn-trace-id')) ?? newTrace(random);
  const traceparent: HeaderField = ['traceparent', `00-${traceId}-${id(16, random)}-${sampled ? '01' : '00'}`];
  const state = given && tracestate(fieldValues(headers, 'tracestate'));
  return { traceId, fields: state === undefined ? [traceparent] : [traceparent, ['tracestate', state]] };
}

interface Trace {
  readonly traceId: string;
  readonly sampled: boolean;
}

function readTraceparent(values: readonly string[]): Trace | undefined {
  const [, version, traceId = '', parentId = '', flags = '', more] = TRACEPARENT.exec(values[0]?.trim() ?? '') ?? [];
  // A later version may have more to say behind a dash; 255 is none (section 3.2.2.1).
  if (values.length !== 1 || version === undefined || version === 'ff') return undefined;
  if (version === '00' && more !== undefined) return undefined;
  if (ALL_ZERO.test(traceId) || ALL_ZERO.test(parentId)) return undefined;
  return { traceId, sampled: (Number.parseInt(flags, 16) & SAMPLED) === SAMPLED };
}

/** `Root=1-5759e988-bd862e3fe1be46a994272793;Parent=…;Sampled=1` (X-Ray Developer Guide, "Tracing header"). */
const AMAZON_ROOT = /(?:^|;)\s*Root=1-([0-9a-f]{8})-([0-9a-f]{24})\s*(?:;|$)/i;
const AMAZON_SAMPLED = /(?:^|;)\s*Sampled=1\s*(?:;|$)/;

function readAmazonTrace(values: readonly string[]): Trace | undefined {
  const value = values.at(-1);
  const root = value === undefined ? null : AMAZON_ROOT.exec(value);
  if (value === undefined || root === null) return undefined;
  const [, seconds = '', rest = ''] = root;
  const traceId = `${seconds}${rest}`.toLowerCase();
  return ALL_ZERO.test(traceId) ? undefined : { traceId, sampled: AMAZON_SAMPLED.test(value) };
}

const newTrace = (random: () => number): Trace => ({ traceId: id(32, random), sampled: false });

/** Looked up: to write a number in hexadecimal takes V8 a microsecond. */
const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Not all zeros, which would be no id. @param digits a multiple of eight */
function id(digits: number, random: () => number): string {
  let [text, all] = ['', 0];
  for (let word = digits / 8; word > 0; word -= 1) {
    const bits = Math.floor(random() * 2 ** 32);
    all |= bits;
    const last = word === 1 && all === 0 ? 1 : bits & 0xff;
    text += `${BYTES[bits >>> 24]}${BYTES[(bits >>> 16) & 0xff]}${BYTES[(bits >>> 8) & 0xff]}${BYTES[last]}`;
  }
  return text;
}

const KEY = /^(?:[a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13})$/;
const VALUE = /^[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]$/;
const MOST_MEMBERS = 32;

/** Its lines as one; `undefined` where it is broken, for then it is nobody's (section 3.3). */
function tracestate(lines: readonly string[]): string | undefined {
  const members = lines.flatMap((line) => line.split(',')).map((member) => member.trim());
  const kept = members.filter((member) => member !== '');
  const keys = new Set(kept.map((member) => member.slice(0, member.indexOf('='))));
  if (kept.length === 0 || kept.length > MOST_MEMBERS || keys.size < kept.length) return undefined;
  const good = kept.every((member) => {
    const at = member.indexOf('=');
    return at > 0 && KEY.test(member.slice(0, at)) && VALUE.test(member.slice(at + 1));
  });
  return good ? kept.join(',') : undefined;
}
