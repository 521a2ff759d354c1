import { pointerKeys, pointerTo } from '../json-pointer.ts';
import { shown } from '../shown.ts';
import { FILES_KEY } from './files-key.ts';
import { decodeUri } from './parse-reference.ts';

/** A reference as its author would know it: one into a file that was brought in by the file's name. */
export function shownReference(reference: unknown): string {
  if (typeof reference !== 'string') return shown(reference);
  const [key, file, ...rest] = reference.startsWith('#') ? pointerKeys(decodeUri(reference.slice(1))) : [];
  return shown(key === FILES_KEY && file !== undefined ? `${file}#${pointerTo('', ...rest)}` : reference);
}
