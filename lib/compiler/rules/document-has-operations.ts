import { error } from '../finding.ts';
import type { Rule } from '../reading.ts';

export const documentHasOperations: Rule = ({ document, operations }, report) => {
  if (operations.length > 0 || document.refused) return;
  const found = document.operations.length === 0 ? 'has no operations' : 'has only disabled operations';
  report(error('document-has-operations', '/paths', `the document ${found}, API Gateway deploys at least one`));
};
