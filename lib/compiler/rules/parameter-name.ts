import { warning } from '../finding.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

export const parameterName: Rule<'parameter-name'> = {
  name: 'parameter-name',
  severities: ['warning'],
  summary: 'A parameter needs a name.',
  why: 'No request can carry a parameter without a name, so nothing reads it.',
  sources: [SOURCES.openapi('parameter-object', 'Parameter Object')],
  fix: 'Name the parameter, or remove it.',
  bad: {
    yaml: `
      paths:
        /pets:
          get:
            parameters:
              - { in: query, name: '', schema: { type: string } } # <-- here
    `,
  },
  good: {
    yaml: `
      paths:
        /pets:
          get:
            parameters:
              - { in: query, name: colour, schema: { type: string } }
    `,
  },
  check: ({ operations }, report) => {
    for (const { parameters } of operations) {
      for (const { name, in: place, pointer } of parameters) {
        if (name === '')
          report(
            warning(
              'parameter-name',
              pointer,
              `a ${place} parameter has no name, so nothing reads it; name or remove it`,
            ),
          );
      }
    }
  },
};
