import { error } from '../finding.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

export const documentHasOperations: Rule<'document-has-operations'> = {
  name: 'document-has-operations',
  severities: ['error'],
  summary: 'A document must have at least one operation that is not disabled.',
  why: 'API Gateway refuses to deploy a REST API without methods.',
  sources: [SOURCES.deployments],
  fix: 'Add an operation, or take `disabled: true` away from one.',
  bad: {
    yaml: `
      paths: # <-- here
        /pets:
          x-gateway: { disabled: true }
          get: {}
    `,
  },
  good: {},
  check: ({ document, operations }, report) => {
    if (operations.length > 0 || document.refused) return;
    const [found, advice] =
      document.operations.length === 0
        ? ['has no operations', 'add one below paths']
        : ['has only disabled operations', 'enable one'];
    report(
      error('document-has-operations', '/paths', `the document ${found}, API Gateway deploys at least one, ${advice}`),
    );
  },
};
