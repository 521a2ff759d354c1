import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compile, parseDocument } from '../../../lib/compiler/index.ts';
import { exampleDocument, exampleOverlay } from '../../../lib/compiler/rules/example-document.ts';
import { RULES } from '../../../lib/compiler/rules/index.ts';
import { mutatedText } from '../../fuzz/mutated-text.ts';
import { saysWhatToDo } from '../../support/advice.ts';
import { problemsOfFiles } from '../../support/compile-files.ts';
import { draws } from '../../support/draws.ts';

interface Told {
  readonly severity: string;
  readonly rule: string;
  readonly message: string;
}

/** An info tells what is taken care of. */
const withoutAdvice = (problems: readonly Told[]) =>
  problems
    .filter(({ severity, message }) => severity !== 'info' && !saysWhatToDo(message))
    .map(({ rule, message }) => `${rule}: ${message}`);

describe('messages', () => {
  it.each(RULES)('of $name say what to do', ({ bad }) => {
    const overlay = exampleOverlay(bad);
    const files = { 'a.yaml': exampleDocument(bad), ...(overlay !== undefined && { 'b.yaml': overlay }) };
    const overlays = overlay === undefined ? [] : ['b.yaml'];
    expect(withoutAdvice(problemsOfFiles(files, { ...bad.options, overlays }))).toEqual([]);
  });

  it('say what to do, whatever is wrong with a document', () => {
    fc.assert(
      fc.property(mutatedText, ({ file, content }) => {
        expect(withoutAdvice(compile(parseDocument(file, content)).problems)).toEqual([]);
      }),
      { numRuns: draws(150) },
    );
  });
});
