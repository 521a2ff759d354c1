import { describe, expect, it } from '@jest/globals';
import { countProblems, formatProblems } from '../../lib/cli/format-problems.ts';
import { formatProblem } from '../../lib/compiler/format-problem.ts';
import type { Problem } from '../../lib/compiler/problem.ts';

const problem = (severity: Problem['severity'], line = 1): Problem => ({
  rule: 'some-rule',
  severity,
  message: 'something is wrong',
  pointer: '',
  file: 'api.yaml',
  line,
  column: 7,
});

describe('formatProblem', () => {
  it('begins with the place, as editors read it', () => {
    expect(formatProblem(problem('error', 14))).toBe('api.yaml:14:7 error some-rule: something is wrong');
  });
});

describe('countProblems', () => {
  it('counts by severity', () => {
    const problems = [problem('error'), problem('info'), problem('error'), problem('warning'), problem('info')];
    expect(countProblems(problems)).toBe('2 errors, 1 warning, 2 info');
  });

  it('says when there are none', () => {
    expect(countProblems([])).toBe('no problems');
  });
});

describe('formatProblems', () => {
  it('shows all that asks for a change and a part of the rest', () => {
    const problems = [problem('info', 1), problem('info', 2), problem('warning', 3), problem('info', 4)];
    expect(formatProblems(problems, { infos: 1 })).toEqual([
      'api.yaml:3:7 warning some-rule: something is wrong',
      'api.yaml:1:7 info some-rule: something is wrong',
      '… and 2 more of severity info: `gatewright validate` shows all',
    ]);
  });
});
