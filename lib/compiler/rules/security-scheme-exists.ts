import { error } from '../finding.ts';
import { nearestWord } from '../nearest-word.ts';
import type { Rule } from '../reading.ts';

export const securitySchemeExists: Rule = ({ document: { securitySchemes }, operations }, report) => {
  for (const { scheme, pointer } of operations.flatMap(({ security }) => security.alternatives.flat())) {
    if (securitySchemes.has(scheme)) continue;
    const nearest = nearestWord(scheme, securitySchemes.keys());
    const advice = nearest === undefined ? 'declare it in components.securitySchemes' : `did you mean "${nearest}"`;
    report(error('security-scheme-exists', pointer, `security scheme "${scheme}" does not exist, ${advice}`));
  }
};
