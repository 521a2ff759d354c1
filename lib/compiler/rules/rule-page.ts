import { exampleText } from './example-document.ts';
import type { Example, RuleDescription } from './rule.ts';
import { unindented } from './unindented.ts';

/** A rule in Markdown: its page in `docs/rules`, and what `gatewright explain` prints. `root`: the way to the package's own files. */
export function rulePage(rule: RuleDescription, root = ''): string {
  const { name, severities, summary, why, sources, fix, bad, good } = rule;
  return [
    `# ${name}`,
    `${severities.join(' or ')} · ${summary}`,
    `**Why.** ${why}`,
    `**What to do.** ${fix}`,
    `## Wrong${given(bad)}`,
    block(bad),
    `## Right${given(good)}`,
    block(good),
    '## Source',
    sources.map(({ title, url }) => `- [${title}](${/^https:/.test(url) ? url : root + url})`).join('\n'),
  ].join('\n\n');
}

const given = ({ options }: Example) => (options === undefined ? '' : `, with ${JSON.stringify(options)}`);

function block(example: Example): string {
  const shown = fence(exampleText(example));
  const { overlay } = example;
  return overlay === undefined ? shown : `${shown}\n\nunder the overlay\n\n${fence(unindented(overlay))}`;
}

const fence = (yaml: string) => `\`\`\`yaml\n${yaml}\n\`\`\``;
