import { error } from '../finding.ts';
import { templateFault } from '../template-fault.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

export const pathTemplate: Rule<'path-template'> = {
  name: 'path-template',
  severities: ['error'],
  summary: 'A path must be a template that some request can match, in one way.',
  why: "A brace without its partner, a variable named twice, `..` or an empty segment would match nothing or something else than what is meant. A variable is one segment or part of one; the greedy `{name+}` is API Gateway's and not of OpenAPI, takes one segment or more, and so can only be the whole last one.",
  sources: [SOURCES.openapi('path-templating', 'Path Templating'), SOURCES.resources],
  fix: 'Correct the path as the message says.',
  bad: {
    yaml: `
      paths:
        /pets/{petId: # <-- here
          get: {}
    `,
  },
  good: {
    yaml: `
      paths:
        /pets/{petId}:
          get: {}
    `,
  },
  check: ({ operations }, report) => {
    for (const { path, pathPointer } of operations) {
      const why = templateFault(path);
      if (why !== undefined) report(error('path-template', pathPointer, `path "${path}" ${why}`));
    }
  },
};
