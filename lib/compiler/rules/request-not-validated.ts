import { warning } from '../finding.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

/** One for the whole document: it is about this version, not about any one operation. */
export const requestNotValidated: Rule<'request-not-validated'> = {
  name: 'request-not-validated',
  severities: ['warning'],
  summary: 'Request bodies and the values of parameters are not checked against their schemas by this version.',
  why: 'Nothing is lost silently: what the document promises and nothing enforces is said, once for each document.',
  sources: [SOURCES.decisions],
  fix: 'Let the targets check what they are sent.',
  bad: {
    yaml: `
      paths: # <-- here
        /pets:
          post:
            requestBody: { content: { application/json: { schema: { type: object } } } }
    `,
  },
  good: {
    yaml: `
      paths:
        /pets:
          post: {}
    `,
  },
  check: ({ operations }, report) => {
    const count = operations.filter(
      ({ content, parameters }) => content.request !== undefined || parameters.length > 0,
    ).length;
    if (count === 0) return;
    const message = `request bodies and values of parameters are not validated by this version (${count} of ${operations.length} operations have some), targets must check them`;
    report(warning('request-not-validated', '/paths', message));
  },
};
