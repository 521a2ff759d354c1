import { type Report, warning } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { member } from '../plain-object.ts';
import { shown } from '../shown.ts';
import type { Located } from './normal-document.ts';

/** A member that is `true` or `false`; of one that is neither it tells, and takes it for absent. */
export function readFlag({ value, pointer }: Located, key: string, report: Report): boolean | undefined {
  const flag = member(value, key);
  if (typeof flag === 'boolean' || flag === undefined) return flag;
  report(warning('document-shape', pointerTo(pointer, key), noFlag(key, flag)));
  return undefined;
}

export const noFlag = (key: string, found: unknown): string =>
  `${key} is ${shown(found)}, expected true or false (to YAML 1.2 yes, no, on and off are texts): it is read as if it were not there`;
