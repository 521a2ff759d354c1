/** Writes what the documentation takes from the code, and removes pages of rules that are gone: `npm run docs`. */
import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generatedDocs } from './generated-docs.ts';

const root = join(import.meta.dirname, '..');
const docs = generatedDocs();
for (const page of globSync('docs/rules/*.md', { cwd: root })) if (!docs.has(page)) rmSync(join(root, page));
for (const [path, content] of docs) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}
