import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const DOCUMENT = /\.(?:json|ya?ml)(?:\.gz)?$/i;
const NOT_ENTERED = new Set(['node_modules', '.git']);

/** Every file below a folder that could be a document, sorted. */
export function findFiles(folder: string): readonly string[] {
  const found: string[] = [];
  const open = [folder];
  for (const each of open) {
    for (const entry of readdirSync(each, { withFileTypes: true })) {
      const path = join(each, entry.name);
      if (entry.isDirectory() && !NOT_ENTERED.has(entry.name)) open.push(path);
      if (entry.isFile() && DOCUMENT.test(entry.name)) found.push(relative(folder, path));
    }
  }
  return found.sort();
}
