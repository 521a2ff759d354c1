import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { exampleDocument, exampleOverlay, MARK } from '../../../lib/compiler/rules/example-document.ts';
import { RULES } from '../../../lib/compiler/rules/index.ts';
import type { Example } from '../../../lib/compiler/rules/rule.ts';
import { problemsOfFiles } from '../../support/compile-files.ts';

const found = (example: Example, name: string) => {
  const overlay = exampleOverlay(example);
  const files = { 'example.yaml': exampleDocument(example), ...(overlay !== undefined && { 'overlay.yaml': overlay }) };
  const problems = problemsOfFiles(files, {
    ...example.options,
    overlays: Object.keys(files).filter((file) => file === 'overlay.yaml'),
  });
  // Not what is well taken care of.
  return problems.filter(({ rule, severity }) => rule === name || severity !== 'info');
};

const markedLines = (example: Example) =>
  [exampleDocument(example), exampleOverlay(example) ?? ''].flatMap((text) =>
    text.split('\n').flatMap((line, index) => (line.endsWith(MARK) ? [index + 1] : [])),
  );

describe('RULES', () => {
  it('are one file each, of the same name', () => {
    const folder = new URL('../../../lib/compiler/rules/', import.meta.url);
    const files = ['', 'stages/'].flatMap((sub) => readdirSync(new URL(sub, folder)));
    expect(RULES.map(({ name }) => name).filter((name) => !files.includes(`${name}.ts`))).toEqual([]);
    expect(new Set(RULES.map(({ name }) => name)).size).toBe(RULES.length);
  });

  it.each(RULES)('$name alone complains of its bad example, at the marked lines', ({ name, bad, severities }) => {
    const problems = found(bad, name);
    expect(problems.map(({ rule, severity }) => [rule, severity])).toEqual(problems.map(() => [name, severities[0]]));
    expect(problems.map(({ line }) => line)).toEqual(markedLines(bad));
    expect(problems).not.toEqual([]);
  });

  it.each(RULES)('$name has a good example without any problem', ({ name, good }) => {
    expect(found(good, name)).toEqual([]);
    expect(markedLines(good)).toEqual([]);
  });
});
