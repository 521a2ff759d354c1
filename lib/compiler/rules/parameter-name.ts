import { warning } from '../finding.ts';
import type { Rule } from '../reading.ts';

export const parameterName: Rule = ({ operations }, report) => {
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
};
