import { warning } from '../finding.ts';
import { isSendable } from '../is-served-parameter.ts';
import { shown } from '../shown.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

export const parameterName: Rule<'parameter-name'> = {
  name: 'parameter-name',
  severities: ['warning'],
  summary: 'A parameter needs a name that a request can carry.',
  why: 'No request can carry a parameter without a name, nor a header field or cookie with a space in its name: nothing reads it, and to ask for it would refuse every request.',
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
        if (isSendable(name, place)) continue;
        const kind = place === 'header' ? 'header field' : 'cookie';
        const message =
          name === ''
            ? `a ${place} parameter has no name, so nothing reads it; name or remove it`
            : `a ${place} parameter is named ${shown(name)}, which no ${kind} can be, so nothing reads it; write letters, digits and -`;
        report(warning('parameter-name', pointer, message));
      }
    }
  },
};
