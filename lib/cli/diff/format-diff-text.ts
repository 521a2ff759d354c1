import type { DeploymentChange } from '../../compiler/index.ts';
import { firstOfEach } from '../first-of-each.ts';
import { paint } from '../paint.ts';
import type { DiffOptions } from './diff-options.ts';
import { countChanges, type DiffReport, type LocatedChange, someOf } from './diff-report.ts';

const SHOWN = 20;

const COLOURS = { breaking: 'red', unclear: 'yellow', compatible: 'green' } as const;

/** For people: a line for each change, where it stands, and one that counts them. */
export function formatDiffText(report: DiffReport, { all }: Pick<DiffOptions, 'all'>): string {
  const limits = { most: all ? Infinity : SHOWN };
  const changes = firstOfEach(report.changes, {
    ...limits,
    kindOf: ({ check, verdict }) => `${verdict} ${check}`,
    show: changeLine,
    more: (hidden, { check }) => paint('dim', `… and ${hidden} more of ${check}: --all shows them`),
  });
  const deployment = firstOfEach(report.deployment ?? [], {
    ...limits,
    kindOf: ({ what }) => what,
    show: deploymentLine,
    more: (hidden, { what }) => paint('dim', `… and ${hidden} more of ${what}: --all shows them`),
  });
  const counts = `${report.document} compared with ${report.base}: ${countChanges(report)}`;
  return [...changes, ...deployment, `${counts}; ${deploymentSummary(report)}`].join('\n');
}

function changeLine({ file, line, column, verdict, check, message, operations }: LocatedChange): string {
  const at = paint('dim', `${file}:${line}:${column}`);
  return `${at} ${paint(COLOURS[verdict], verdict)} ${check}: ${withOperations(message, operations)}`;
}

const deploymentLine = ({ what, message, operations }: DeploymentChange): string =>
  `${paint('cyan', 'deploy')} ${what}: ${withOperations(message, operations)}`;

const withOperations = (message: string, operations: readonly string[]): string =>
  operations.length === 0 ? message : `${message} (${someOf(operations)})`;

export function deploymentSummary({ deployment }: DiffReport): string {
  if (deployment === undefined) return 'the base could not be deployed, so deployments are not compared';
  return deployment.length === 0 ? 'nothing to deploy' : 'a deploy changes what is above';
}
