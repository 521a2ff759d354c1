import type { SchemaObject } from '../../../../lambdas/core/validation/schema.ts';
import type { Walk } from './walk.ts';

/** Formats of JSON Schema and of OpenAPI, and those whose values are all of the format's too. */
const WIDER: Readonly<Record<string, readonly string[]>> = {
  int32: ['int64'],
  int64: [],
  float: ['double'],
  double: [],
  uri: ['uri-reference', 'iri', 'iri-reference'],
  'uri-reference': ['iri-reference'],
  iri: ['iri-reference'],
  'iri-reference': [],
  'uri-template': [],
  email: ['idn-email'],
  'idn-email': [],
  hostname: ['idn-hostname'],
  'idn-hostname': [],
  'json-pointer': [],
  'relative-json-pointer': [],
  ipv4: [],
  ipv6: [],
  uuid: [],
  date: [],
  time: [],
  duration: [],
  'date-time': [],
  regex: [],
  byte: [],
};

/** These only tell how to show or to carry a value: every text is of them. */
const HINTS = ['password', 'binary'];

/** `pattern` and `format`. */
export function compareTexts(base: SchemaObject, next: SchemaObject, walk: Walk): void {
  const patterns = `pattern ${base.pattern ?? 'none'} became ${next.pattern ?? 'none'}`;
  if (base.pattern !== next.pattern) walk.tell(`pattern-${howChanged(base.pattern, next.pattern)}`, patterns);
  const [was, is] = [formatOf(base), formatOf(next)];
  if (was !== is) walk.tell(formatCheck(was, is), `format ${was ?? 'none'} became ${is ?? 'none'}`);
}

function howChanged(base: string | undefined, next: string | undefined) {
  if (base === undefined) return 'set';
  return next === undefined ? 'unset' : 'changed';
}

const formatOf = ({ format }: SchemaObject) => (format !== undefined && HINTS.includes(format) ? undefined : format);

function formatCheck(base: string | undefined, next: string | undefined) {
  const isKnown = (format: string | undefined) => format === undefined || Object.hasOwn(WIDER, format);
  if (!isKnown(base) || !isKnown(next)) return 'format-unclear';
  if (base === undefined || (next !== undefined && WIDER[next]?.includes(base))) return 'format-narrowed';
  if (next === undefined || WIDER[base]?.includes(next)) return 'format-widened';
  return 'format-changed';
}
