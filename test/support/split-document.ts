import { dirname, join, relative } from 'node:path/posix';
import { dump } from 'js-yaml';
import { type Kind, memberKind, SHAPES } from '../../lib/compiler/references/shapes.ts';
import type { Texts } from './compile-files.ts';

const ROOT = 'root/root.json';
const FOLDERS = ['', 'a/', 'a/b/', '../shared/', 'a b/'];

/** Writes a document as several files: whatever `draw` says (a number from 0 to below 1 each time) stands in one of its own. */
export function splitDocument(document: unknown, draw: () => number): Texts {
  const files: Record<string, string> = {};
  const write = (value: unknown, file: string): void => {
    files[file] = file.endsWith('.json') ? JSON.stringify(value) : dump(value, { noRefs: true });
  };
  const move = (value: unknown, kind: Kind, from: string): unknown => {
    const folder = FOLDERS[Math.floor(draw() * FOLDERS.length)];
    const name = `${kind}-${Object.keys(files).length}.${draw() < 0.5 ? 'json' : 'yaml'}`;
    const file = join(dirname(ROOT), `${folder}${name}`);
    files[file] = '';
    const content = splitBelow(value, kind, file);
    const inside = draw() < 0.5;
    write(inside ? { 'x/y%': content } : content, file);
    const path = relative(dirname(from), file).replaceAll(' ', '%20');
    return { $ref: inside ? `${path}#/x~1y%25` : path };
  };
  const splitBelow = (value: unknown, kind: Kind | undefined, file: string): unknown => {
    if (typeof value !== 'object' || value === null || kind === undefined) return value;
    if (Array.isArray(value)) return value.map((item) => split(item, kind, file));
    const members = Object.entries(value).map(([key, child]) => [key, split(child, memberKind(kind, key), file)]);
    const made: Record<string, unknown> & { $ref?: unknown } = Object.fromEntries(members);
    if (SHAPES[kind].refers && typeof made.$ref === 'string' && file !== ROOT)
      made.$ref = `${relative(dirname(file), ROOT)}${made.$ref}`;
    return made;
  };
  const split = (value: unknown, kind: Kind | undefined, file: string): unknown => {
    const movable = typeof value === 'object' && value !== null && !Array.isArray(value) && !('$ref' in value);
    return kind !== undefined && movable && draw() < 0.1 ? move(value, kind, file) : splitBelow(value, kind, file);
  };
  files[ROOT] = '';
  write(splitBelow(document, 'document', ROOT), ROOT);
  return files;
}
