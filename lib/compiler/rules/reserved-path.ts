import { warning } from '../finding.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

/** API Gateway, important notes: "The /ping and /sping paths are reserved for the service health check". */
export const reservedPath: Rule<'reserved-path'> = {
  name: 'reserved-path',
  severities: ['warning'],
  summary: 'The paths `/ping` and `/sping` are reserved by API Gateway.',
  why: 'On a custom domain API Gateway answers them itself, as its service health check; the operation is never asked.',
  sources: [SOURCES.importantNotes],
  fix: 'Choose another path, such as `/health`.',
  bad: {
    yaml: `
      paths:
        /ping: # <-- here
          get: {}
    `,
  },
  good: {
    yaml: `
      paths:
        /health:
          get: {}
    `,
  },
  check: ({ operations }, report) => {
    for (const { path, pathPointer } of operations) {
      if (!/^\/s?ping\/?$/.test(path)) continue;
      const message = `API Gateway answers ${path} itself on a custom domain, choose another path`;
      report(warning('reserved-path', pathPointer, message));
    }
  },
};
