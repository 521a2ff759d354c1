import { error } from '../finding.ts';
import type { Rule } from '../reading.ts';

export const methodSupported: Rule = ({ operations }, report) => {
  for (const { method, pointer } of operations) {
    if (method !== 'TRACE') continue;
    const message = 'API Gateway has no method TRACE, remove the operation or set x-gateway: { disabled: true }';
    report(error('method-supported', pointer, message));
  }
};
