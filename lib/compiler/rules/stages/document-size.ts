import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const documentSize: RuleDescription<'document-size'> = {
  name: 'document-size',
  severities: ['error'],
  summary: 'The gateway document must fit into a CloudFormation template, with room for the rest.',
  why: 'A template has at most 1 MB, and the gateway document is always inline, because references to functions and roles do not reach an asset.',
  sources: [SOURCES.cloudFormationQuotas, SOURCES.decisions],
  fix: 'Lower `resourceQuota` so that more paths fold, or split the document.',
  bad: {
    yaml: `
      paths: # <-- here
        /pets/{id}: # … and thousands more like it
          get: {}
    `,
    expand: manyPaths,
    options: { resourceQuota: 10_000 },
  },
  good: {
    yaml: `
      paths:
        /pets/{id}:
          get: {}
    `,
  },
};

function manyPaths(text: string): string {
  return text + Array.from({ length: 3000 }, (_, index) => `\n  /pets/{id}/${index}:\n    get: {}`).join('');
}
