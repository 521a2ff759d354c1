import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { formatGithub } from '../../../lib/cli/validate/format-github.ts';
import { formatJson } from '../../../lib/cli/validate/format-json.ts';
import { formatSarif } from '../../../lib/cli/validate/format-sarif.ts';
import { formatText } from '../../../lib/cli/validate/format-text.ts';
import type { Validated } from '../../../lib/cli/validate/validated.ts';
import type { Problem } from '../../../lib/compiler/index.ts';
import { RULES } from '../../../lib/compiler/rules/index.ts';
import { UserError } from '../../../lib/errors.ts';

const problem = (given: Partial<Problem> = {}): Problem => ({
  rule: 'known-keys',
  severity: 'error',
  message: 'unknown key "timeuot", did you mean "timeout"',
  pointer: '/x-gateway/timeuot',
  file: 'api/gateway file.yaml',
  line: 3,
  column: 5,
  ...given,
});

const validated = (...problems: readonly Problem[]): Validated => ({ file: 'a.yaml', problems, unreadable: undefined });

const missing: Validated = {
  file: 'missing.yaml',
  problems: [],
  unreadable: new UserError('DOCUMENT_NOT_FOUND', 'no such file: missing.yaml'),
};

describe('formatText', () => {
  const many = validated(
    ...Array.from({ length: 7 }, (_, index) => problem({ line: index + 1 })),
    problem({ severity: 'info', line: 9 }),
  );

  it('shows five problems of a rule and severity and counts the rest', () => {
    const lines = formatText([many], { all: false }).split('\n');
    expect(lines.slice(4)).toEqual([
      'api/gateway file.yaml:5:5 error known-keys: unknown key "timeuot", did you mean "timeout"',
      '… and 2 more of known-keys (error): --all shows them',
      'api/gateway file.yaml:9:5 info known-keys: unknown key "timeuot", did you mean "timeout"',
      'a.yaml: 7 errors, 1 info',
    ]);
    expect(formatText([many], { all: true }).split('\n')).toHaveLength(9);
  });
});

describe('formatGithub', () => {
  it('escapes what would end a property or a command', () => {
    const found = problem({ file: 'a,b:c%.yaml', message: 'is 100%\nwrong', severity: 'info' });
    expect(formatGithub([validated(found), missing])).toBe(
      '::notice file=a%2Cb%3Ac%25.yaml,line=3,col=5,title=known-keys::is 100%25%0Awrong\n' +
        '::error title=DOCUMENT_NOT_FOUND::no such file: missing.yaml',
    );
  });
});

describe('formatJson', () => {
  it('holds everything', () => {
    expect(JSON.parse(formatJson([validated(problem()), missing]))).toEqual({
      version: 1,
      documents: [
        { document: 'a.yaml', problems: [{ ...problem(), page: 'docs/rules/known-keys.md' }] },
        {
          document: 'missing.yaml',
          problems: [],
          error: { code: 'DOCUMENT_NOT_FOUND', message: 'no such file: missing.yaml' },
        },
      ],
    });
  });
});

describe('formatSarif', () => {
  // SchemaStore's; draft-04's `id` is all that a draft-07 validator does not take of it.
  const { id, $schema, ...schema } = JSON.parse(
    readFileSync(new URL('../../data/schemas/sarif-2.1.0-rtm.5.json', import.meta.url), 'utf8'),
  );
  const isReference = (text: string) => URL.canParse(text, 'file:///');
  const formats = { uri: URL.canParse, 'uri-reference': isReference, 'date-time': true } as const;
  const isValid = new Ajv({ strict: false, unicodeRegExp: false, formats }).compile(schema);

  it('is valid, for every rule and for none', () => {
    const all = RULES.map(({ name, severities: [severity] }) => problem({ rule: name, severity }));
    for (const input of [[], [missing], [validated(...all), validated(problem({ file: '/elsewhere/a.yaml' }))]]) {
      const log: unknown = JSON.parse(formatSarif(input));
      expect({ valid: isValid(log), errors: isValid.errors }).toEqual({ valid: true, errors: null });
    }
  });

  it('names rule, place and a fingerprint that stays when the line moves', () => {
    const [run] = JSON.parse(formatSarif([validated(problem(), problem({ line: 9 }))])).runs;
    const [one, other] = run.results;
    expect(one).toMatchObject({
      ruleId: 'known-keys',
      ruleIndex: 0,
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'api/gateway%20file.yaml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 3, startColumn: 5 },
          },
        },
      ],
    });
    expect(run.tool.driver.rules).toMatchObject([{ id: 'known-keys', defaultConfiguration: { level: 'error' } }]);
    expect(other.partialFingerprints).toEqual(one.partialFingerprints);
  });

  it('says that a document could not be read', () => {
    expect(JSON.parse(formatSarif([missing])).runs[0].invocations).toMatchObject([
      { executionSuccessful: false, toolExecutionNotifications: [{ descriptor: { id: 'DOCUMENT_NOT_FOUND' } }] },
    ]);
  });
});
