import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { RULES } from '../../lib/compiler/rules/index.ts';
import { runCli } from '../support/run-cli.ts';

describe('gatewright explain', () => {
  it('prints the page of a rule', async () => {
    const { code, stdout, stderr } = await runCli(['explain', 'known-keys']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const page = readFileSync(new URL('../../docs/rules/known-keys.md', import.meta.url), 'utf8');
    expect(stdout).toBe(page.replaceAll('../../', ''));
  });

  it('lists all rules without one', async () => {
    const { stdout } = await runCli(['explain']);
    expect(stdout.trim().split('\n')).toHaveLength(RULES.length);
  });

  it('refuses a rule that does not exist and names the nearest', async () => {
    expect(await runCli(['explain', 'known-kyes'])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'error INVALID_OPTION: there is no rule "known-kyes", did you mean "known-keys"\n',
    });
  });
});
