import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const referenceFile: RuleDescription<'reference-file'> = {
  name: 'reference-file',
  severities: ['error'],
  summary: 'A file that a `$ref` names must exist, and be one that a document may have.',
  why: 'Files are named relative to the one that names them: regular ones, at most 10,000 with 64 million characters together; outside the folder of the document only `.json`, `.yaml` and `.yml`. A URL is another document each day, and needs a network where none may be: it is not read.',
  sources: [SOURCES.openapi('reference-object', 'Reference Object'), SOURCES.decisions],
  fix: 'Correct the path, or add the file; copy what stands behind a URL into a file beside the document.',
  bad: {
    yaml: `
      paths:
        /pets:
          $ref: pets.yaml # <-- here
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
