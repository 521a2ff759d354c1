import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const referenceExists: RuleDescription<'reference-exists'> = {
  name: 'reference-exists',
  severities: ['error', 'warning'],
  summary: 'A `$ref` must lead to something that exists, and not back to itself.',
  why: 'Whatever it stands for would be missing: a parameter, a path with all its operations, a security scheme.',
  sources: [SOURCES.openapi('reference-object', 'Reference Object'), SOURCES.rfc6901],
  fix: 'Name an existing component.',
  bad: {
    yaml: `
      paths:
        /pets: # <-- here
          $ref: '#/components/pathItems/pet'
        /dogs:
          get: {}
      components:
        pathItems:
          pets: { get: {} }
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
