import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { generatedDocs } from '../../docs/generated-docs.ts';

const root = join(import.meta.dirname, '..', '..');
const docs = generatedDocs();

describe('generatedDocs', () => {
  it.each([...docs.keys()])('%s is as the code says: npm run docs', (path) => {
    expect(readFileSync(join(root, path), 'utf8')).toBe(docs.get(path));
  });

  it('are all pages of rules there are', () => {
    expect(globSync('docs/rules/*.md', { cwd: root }).filter((page) => !docs.has(page))).toEqual([]);
  });
});
