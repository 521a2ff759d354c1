import { warning } from '../finding.ts';
import type { Rule } from '../reading.ts';

/** The other way round needs no word: API Gateway's importer adds variables that are not declared. */
export const pathParametersDeclared: Rule = ({ operations }, report) => {
  for (const { path, parameters } of operations) {
    for (const { name, in: place, pointer } of parameters) {
      if (place !== 'path' || path.includes(`{${name}}`)) continue;
      const message = `path parameter "${name}" is not in the path "${path}", so nothing reads it; correct its name`;
      report(warning('path-parameters-declared', pointer, message));
    }
  }
};
