import { error, type Report } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { nearestWord } from '../nearest-word.ts';
import { isObject, member } from '../plain-object.ts';
import { withinDepth } from '../within-depth.ts';
import type { Located } from './normal-document.ts';

/** The language's deepest value is `headers.request.set.name`; a mock's body may go deeper. */
const MAX_DEPTH = 64;

/** No policy has so many header fields, origins or status codes. */
const MAX_WIDTH = 500;

/** The `x-gateway` of a document, path, operation or security scheme. */
export function readGateway({ value: owner, pointer }: Located, report: Report): Located | undefined {
  if (!isObject(owner)) return undefined;
  for (const key of Object.keys(owner)) {
    if (isMistyped(key))
      report(error('known-keys', pointerTo(pointer, key), `unknown key "${key}", did you mean "x-gateway"`));
  }
  if (!Object.hasOwn(owner, 'x-gateway')) return undefined;
  const located = { value: member(owner, 'x-gateway'), pointer: pointerTo(pointer, 'x-gateway') };
  const why = fault(located.value);
  if (why === undefined) return located;
  report(error('x-gateway', located.pointer, `x-gateway ${why}`));
  return undefined;
}

/** `x-gateway-id` is somebody's own extension, and so is `x-category`, which is as near by its letters. */
const isMistyped = (key: string): boolean =>
  /^x[-_]?g/i.test(key) &&
  key !== 'x-gateway' &&
  !key.startsWith('x-gateway-') &&
  nearestWord(key, ['x-gateway']) !== undefined;

function fault(value: unknown): string | undefined {
  if (!isObject(value)) return 'is not an object, give it keys or remove it';
  if (!withinDepth(value, MAX_DEPTH)) return `is nested more than ${MAX_DEPTH} deep, give it keys or remove it`;
  const { backends, plans, mock, ...inherited } = value;
  return Object.values(inherited).every(isNarrow)
    ? undefined
    : `has an object or a list of more than ${MAX_WIDTH} members, which every operation below would inherit, shorten it`;
}

function isNarrow(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  const members = Object.values(value);
  return members.length <= MAX_WIDTH && members.every(isNarrow);
}
