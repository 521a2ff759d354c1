import { error } from '../finding.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

/** Of API Gateway's REST APIs. */
const METHODS = new Set(['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH']);

export const methodSupported: Rule<'method-supported'> = {
  name: 'method-supported',
  severities: ['error'],
  summary: 'The method TRACE, and those that OpenAPI 3.2 adds, cannot be served.',
  why: 'API Gateway has the methods GET, PUT, POST, DELETE, OPTIONS, HEAD and PATCH.',
  sources: [SOURCES.methods],
  fix: 'Remove the operation, or keep it in the document with `x-gateway: { disabled: true }`.',
  bad: {
    yaml: `
      paths:
        /pets:
          get: {}
          trace: {} # <-- here
    `,
  },
  good: {
    yaml: `
      paths:
        /pets:
          get: {}
          trace:
            x-gateway: { disabled: true }
    `,
  },
  check: ({ operations }, report) => {
    for (const { method, pointer } of operations) {
      if (METHODS.has(method)) continue;
      const message = `API Gateway has no method ${method}, remove the operation or set x-gateway: { disabled: true }`;
      report(error('method-supported', pointer, message));
    }
  },
};
