import { warning } from '../finding.ts';
import { variableNames } from '../variable-names.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

/** The other way round needs no word: API Gateway's importer adds variables that are not declared. */
export const pathParametersDeclared: Rule<'path-parameters-declared'> = {
  name: 'path-parameters-declared',
  severities: ['warning'],
  summary: 'A path parameter must be a variable of the path.',
  why: 'A path parameter that the path does not name is never sent, so what the document says of it holds for nothing; most often its name is mistyped. A variable of the path that is not declared is taken as a text.',
  sources: [SOURCES.openapi('parameter-object', 'Parameter Object')],
  fix: 'Correct the name, or remove the parameter.',
  bad: {
    yaml: `
      paths:
        /pets/{petId}:
          get:
            parameters:
              - { in: path, name: petID, required: true, schema: { type: string } } # <-- here
    `,
  },
  good: {
    yaml: `
      paths:
        /pets/{petId}:
          get:
            parameters:
              - { in: path, name: petId, required: true, schema: { type: string } }
    `,
  },
  check: ({ operations }, report) => {
    for (const { path, parameters } of operations) {
      for (const { name, in: place, pointer } of parameters) {
        if (place !== 'path' || variableNames(path).includes(name)) continue;
        const message = `path parameter "${name}" is not in the path "${path}", so nothing reads it; correct its name`;
        report(warning('path-parameters-declared', pointer, message));
      }
    }
  },
};
