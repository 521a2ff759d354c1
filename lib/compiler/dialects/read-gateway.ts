import { error, type Report } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { isObject, member } from '../plain-object.ts';
import { withinDepth } from '../within-depth.ts';
import type { Located } from './normal-document.ts';

/** The language's deepest value is `headers.request.set.name`; a mock's body may go deeper. */
const MAX_DEPTH = 64;

/** The `x-gateway` of a document, path, operation or security scheme. */
export function readGateway({ value: owner, pointer }: Located, report: Report): Located | undefined {
  if (!isObject(owner)) return undefined;
  for (const key of Object.keys(owner)) {
    if (/^x-?gateways?$/i.test(key.replace('_', '-')) && key !== 'x-gateway')
      report(error('known-keys', pointerTo(pointer, key), `unknown key "${key}", did you mean "x-gateway"`));
  }
  if (!Object.hasOwn(owner, 'x-gateway')) return undefined;
  const located = { value: member(owner, 'x-gateway'), pointer: pointerTo(pointer, 'x-gateway') };
  if (isObject(located.value) && withinDepth(located.value, MAX_DEPTH)) return located;
  const why = isObject(located.value) ? `is nested more than ${MAX_DEPTH} deep` : 'is not an object';
  report(error('x-gateway', located.pointer, `x-gateway ${why}, give it keys or remove it`));
  return undefined;
}
