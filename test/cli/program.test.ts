import { describe, expect, it } from '@jest/globals';
import { runCli } from '../support/run-cli.ts';

describe('gatewright', () => {
  it('shows its commands, an example and its exit codes', async () => {
    const { code, stdout, stderr } = await runCli(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const text of ['dev', 'serve', 'validate', 'compile', 'diff', 'explain', 'Example:', 'Exit codes:'])
      expect(stdout).toContain(text);
  });

  it('shows an example with the help of each command', async () => {
    for (const command of ['dev', 'serve', 'validate', 'compile', 'diff', 'explain']) {
      const { code, stdout } = await runCli([command, '--help']);
      expect(code).toBe(0);
      expect(stdout).toMatch(new RegExp(`Examples?:\n.*gatewright ${command}`));
    }
  });

  it('refuses a command line it does not understand with exit code 2', async () => {
    const { code, stdout, stderr } = await runCli(['serv', '--assembly', 'cdk.out']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain("error: unknown command 'serv'");
    expect(stderr).toContain('Did you mean serve?');
  });

  it('refuses a value that an option cannot have with exit code 2', async () => {
    const { code, stderr } = await runCli(['dev', 'any.yaml', '--port', '70000']);
    expect(code).toBe(2);
    expect(stderr).toContain('expected a port, 0 (any free one) to 65535');
  });
});
