import { warning } from '../finding.ts';
import type { Rule } from '../reading.ts';

/** One for the whole document: it is about this version, not about any one operation. */
export const requestNotValidated: Rule = ({ operations }, report) => {
  const count = operations.filter(({ hasContent, parameters }) => hasContent || parameters.length > 0).length;
  if (count === 0) return;
  const message = `request bodies and values of parameters are not validated by this version (${count} of ${operations.length} operations have some), targets must check them`;
  report(warning('request-not-validated', '/paths', message));
};
