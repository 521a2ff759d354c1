import { docsUrl } from '../docs-url.ts';
import { firstOfEach } from '../first-of-each.ts';
import type { DiffOptions } from './diff-options.ts';
import { countChanges, type DiffReport, type LocatedChange, someOf, VERDICTS } from './diff-report.ts';
import { deploymentSummary } from './format-diff-text.ts';

const SHOWN = 20;

const HEADINGS = { breaking: 'Breaking', unclear: 'Unclear', compatible: 'Compatible' } as const;

/** For a comment on a pull request: what breaks in full, the rest folded away. */
export function formatDiffMarkdown(report: DiffReport, { all }: Pick<DiffOptions, 'all'>): string {
  const most = all ? Infinity : SHOWN;
  const sections = VERDICTS.flatMap((verdict) => {
    const changes = report.changes.filter((change) => change.verdict === verdict);
    const lines = firstOfEach(changes, {
      most,
      kindOf: ({ check }) => check,
      show: item,
      more: (hidden, { check }) => `- … and ${hidden} more of \`${check}\``,
    });
    if (lines.length === 0) return [];
    return verdict === 'compatible'
      ? folded(`${changes.length} compatible`, lines)
      : [`#### ${HEADINGS[verdict]}`, '', ...lines, ''];
  });
  const deployment = firstOfEach(report.deployment ?? [], {
    most,
    kindOf: ({ what }) => what,
    show: ({ what, message, operations }) => `- ${what}: ${escaped(message)}${operationsOf(operations)}`,
    more: (hidden, { what }) => `- … and ${hidden} more of ${what}`,
  });
  return [
    `### \`${report.document}\`: ${countChanges(report)}`,
    '',
    `Compared with \`${report.base}\`; [how changes are judged](${docsUrl('diff.md')}).`,
    '',
    ...sections,
    ...(deployment.length > 0 ? folded('Deployment', deployment) : [`${capitalized(deploymentSummary(report))}.`]),
  ]
    .join('\n')
    .trimEnd();
}

function item({ check, message, operations, file, line }: LocatedChange): string {
  return `- ${escaped(message)}${operationsOf(operations)} · \`${check}\` · ${escaped(file)}:${line}`;
}

const operationsOf = (operations: readonly string[]): string =>
  operations.length === 0 ? '' : ` · ${escaped(someOf(operations))}`;

const folded = (summary: string, lines: readonly string[]): readonly string[] => [
  `<details><summary>${summary}</summary>`,
  '',
  ...lines,
  '',
  '</details>',
  '',
];

/** What a document holds is text, neither Markdown nor HTML, and calls nobody (`@name`). */
const escaped = (text: string): string =>
  text.replaceAll(/[\\`*_{}[\]<>|#~]/g, (found) => `\\${found}`).replaceAll('@', '@\u200b');

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
