import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const documentSize: RuleDescription<'document-size'> = {
  name: 'document-size',
  severities: ['error'],
  summary: 'The gateway document must fit into a CloudFormation template, with room for the rest.',
  why: 'A template has at most 1 MB, and the gateway document is always inline, because references to functions and roles do not reach an asset. Subtrees whose operations have the same security and streaming fold until it fits, and this document does not even so.',
  sources: [SOURCES.cloudFormationQuotas, SOURCES.decisions],
  fix: 'Let more operations have the same security and streaming, or split the document.',
  bad: {
    yaml: `
      paths: # <-- here
        /pets: # … and thousands more like it, every other one streaming
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
  const path = (index: number) =>
    `\n  /pets/${'long'.repeat(50)}${index}:\n    get: { x-gateway: { stream: ${index % 2 === 0} } }`;
  return text + Array.from({ length: 3200 }, (_, index) => path(index)).join('');
}
