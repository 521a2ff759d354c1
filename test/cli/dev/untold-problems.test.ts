import { describe, expect, it } from '@jest/globals';
import { untoldProblems } from '../../../lib/cli/dev/untold-problems.ts';
import type { Problem } from '../../../lib/compiler/index.ts';

const problem = (severity: Problem['severity'], message: string, line: number): Problem => ({
  rule: 'some-rule',
  severity,
  message,
  pointer: '',
  file: 'api.yaml',
  line,
  column: 1,
});

describe('untoldProblems', () => {
  it('leaves out warnings and infos that an edit only moved', () => {
    const before = [problem('warning', 'a', 1), problem('info', 'b', 2)];
    const after = [problem('warning', 'a', 5), problem('info', 'b', 6), problem('info', 'c', 7)];
    expect(untoldProblems(after, before)).toEqual([problem('info', 'c', 7)]);
  });

  it('tells an error each time: it is why the edit is not served', () => {
    expect(untoldProblems([problem('error', 'a', 1)], [problem('error', 'a', 1)])).toEqual([problem('error', 'a', 1)]);
  });
});
