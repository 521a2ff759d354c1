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
      x-gateway:
        backends:
          main:
            targets: [{ url: https://a.example.com }]
            health: { path: /healthz } # <-- here
      paths:
        /pets:
          get: {}
    `,
  },
  good: {
    yaml: `
      x-gateway:
        backends:
          main:
            targets: [{ url: https://a.example.com }]
      paths:
        /pets:
          get: {}
    `,
  },
};
