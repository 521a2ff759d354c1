import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Everything cfn-lint finds in the templates, errors and warnings; empty where there is nothing. */
export async function lintTemplates(command: string, templates: readonly string[]): Promise<string> {
  const jobs = Math.min(availableParallelism(), templates.length);
  const shares = Array.from({ length: jobs }, (_, job) => templates.filter((_, index) => index % jobs === job));
  return (await Promise.all(shares.map((share) => lint(command, share)))).join('');
}

function lint(command: string, templates: readonly string[]): Promise<string> {
  const args = ['--format', 'parseable', '--regions', 'us-east-1', '--template', ...templates];
  return new Promise((resolve, reject) => {
    execFile(command, args, { maxBuffer: 64e6 }, (error, stdout, stderr) => {
      // It exits with bits of what it found; without a finding, something else went wrong.
      if (error !== null && stdout === '') reject(new Error(`cfn-lint failed: ${stderr || error.message}`));
      else resolve(stdout);
    });
  });
}
