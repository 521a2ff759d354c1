import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const overlaySecurity: RuleDescription<'overlay-security'> = {
  name: 'overlay-security',
  severities: ['warning'],
  summary: 'An overlay should not open an operation that the document secures.',
  why: 'Who reads the document believes the operation safe. An overlay that takes `security` away, from the operation or from the root, or adds an alternative that asks nothing, lets anybody call it, on the stage that nobody looks at.',
  sources: [SOURCES.overlay('action-object', 'Action Object'), SOURCES.security],
  fix: 'Leave `security` alone in overlays, or open the operation in the document itself, where its readers see it.',
  bad: {
    yaml: `
      security: [{ apiKey: [] }]
      paths:
        /pets:
          get: {}
        /dogs:
          get: {}
      components:
        securitySchemes:
          apiKey: { type: apiKey, in: header, name: x-api-key }
    `,
    overlay: `
      actions:
        - target: $.paths['/pets'].get
          update: { security: [] } # <-- here
    `,
  },
  good: {
    overlay: `
      actions:
        - target: $.paths['/pets'].get
          update: { security: [] }
    `,
  },
};
