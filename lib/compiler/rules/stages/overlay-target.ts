import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const overlayTarget: RuleDescription<'overlay-target'> = {
  name: 'overlay-target',
  severities: ['warning'],
  summary: 'The target of an overlay action should match something in the document.',
  why: 'An overlay that was right yesterday does nothing, without a word, once a path in the document has another name.',
  sources: [SOURCES.overlay('action-object', 'Action Object'), SOURCES.rfc9535],
  fix: 'Correct the target, or remove the action.',
  bad: {
    overlay: `
      actions:
        - target: $.paths['/pet'].get # <-- here
          update: { x-gateway: { timeout: 2s } }
    `,
  },
  good: {
    overlay: `
      actions:
        - target: $.paths['/pets'].get
          update: { x-gateway: { timeout: 2s } }
    `,
  },
};
