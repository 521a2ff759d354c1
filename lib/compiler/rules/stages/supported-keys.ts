import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const supportedKeys: RuleDescription<'supported-keys'> = {
  name: 'supported-keys',
  severities: ['error'],
  summary: 'A word of the language that this version does not build yet is refused.',
  why: 'Ignoring it would be a promise that nothing keeps.',
  sources: [SOURCES.language],
  fix: 'Remove the key until a version supports it.',
  bad: {
    yaml: `
      paths:
        /pets:
          get: { security: [{ token: [] }] }
      components:
        securitySchemes:
          token:
            type: http
            scheme: bearer
            x-gateway:
              issuer: https://id.example.com
              audience: pets
              clockSkew: 30s # <-- here
    `,
  },
  good: {
    yaml: `
      paths:
        /pets:
          get: { security: [{ token: [] }] }
      components:
        securitySchemes:
          token:
            type: http
            scheme: bearer
            x-gateway: { issuer: https://id.example.com, audience: pets }
    `,
  },
};
