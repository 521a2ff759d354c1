import { error } from '../finding.ts';
import type { Rule } from '../reading.ts';
import { templateFault } from '../template-fault.ts';

export const pathTemplate: Rule = ({ operations }, report) => {
  for (const { path, pathPointer } of operations) {
    const why = templateFault(path);
    if (why !== undefined) report(error('path-template', pathPointer, `path "${path}" ${why}`));
  }
};
