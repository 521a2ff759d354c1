import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const overlayAction: RuleDescription<'overlay-action'> = {
  name: 'overlay-action',
  severities: ['error'],
  summary: 'An overlay must be one of version 1.0 to 1.2, and each of its actions must be possible.',
  why: 'An action that cannot be done would leave the document other than the overlay says: a stage without its policies, an operation that was to be taken away.',
  sources: [SOURCES.overlay('action-object', 'Action Object'), SOURCES.rfc9535],
  fix: 'Write `target` as a JSONPath of RFC 9535, and merge an object into an object, a list into a list; to change the form of a value, remove it first.',
  bad: {
    overlay: `
      actions:
        - target: $.paths['/pets'].get
          update: [listPets] # <-- here
    `,
  },
  good: {
    overlay: `
      actions:
        - target: $.paths['/pets'].get
          update: { operationId: listPets }
    `,
  },
};
