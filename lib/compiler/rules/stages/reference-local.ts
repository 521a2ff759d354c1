import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const referenceLocal: RuleDescription<'reference-local'> = {
  name: 'reference-local',
  severities: ['error', 'warning'],
  summary: 'A `$ref` must point into the same document.',
  why: 'Other files are not read yet.',
  sources: [SOURCES.openapi('reference-object', 'Reference Object')],
  fix: 'Bundle the files into one.',
  bad: {
    yaml: `
      paths:
        /pets: # <-- here
          $ref: pets.yaml
        /dogs:
          get: {}
    `,
  },
  good: {
    yaml: `
      paths:
        /pets:
          $ref: '#/components/pathItems/pets'
        /dogs:
          get: {}
      components:
        pathItems:
          pets: { get: {} }
    `,
  },
};
