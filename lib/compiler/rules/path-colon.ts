import { warning } from '../finding.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

/** A colon is legal in a path (`/{name}:{verb}`); a segment that begins with one and a name is a variable elsewhere. */
const VARIABLE = /(?<=\/):([A-Za-z_]\w*)(?=\/|$)/g;

export const pathColon: Rule<'path-colon'> = {
  name: 'path-colon',
  severities: ['warning'],
  summary: 'A segment such as `:petId` is matched as it is written: variables stand in braces.',
  why: 'Express, Rails and others write variables with a colon. In OpenAPI that is plain text, so that only requests to the very path `/pets/:petId` would be served.',
  sources: [SOURCES.openapi('path-templating', 'Path Templating')],
  fix: 'Write the variable in braces, and declare it as a parameter.',
  bad: {
    yaml: `
      paths:
        /pets/:petId: # <-- here
          get: {}
    `,
  },
  good: {
    yaml: `
      paths:
        /pets/{petId}:
          get:
            parameters:
              - { name: petId, in: path, required: true, schema: { type: string } }
    `,
  },
  check: ({ operations }, report) => {
    for (const { path, pathPointer } of operations) {
      const meant = path.replaceAll(VARIABLE, '{$1}');
      if (meant === path) continue;
      const message = `path "${path}" is matched as it is written, variables stand in braces; did you mean "${meant}"`;
      report(warning('path-colon', pathPointer, message));
    }
  },
};
