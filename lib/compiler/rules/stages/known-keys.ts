import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const knownKeys: RuleDescription<'known-keys'> = {
  name: 'known-keys',
  severities: ['error'],
  summary:
    'Keys of `x-gateway`, of paths, and those near to a key of OpenAPI that decides something, must be spelt right.',
  why: 'A mistyped `timeout` would be ignored, and a mistyped `security` would open what it means to close.',
  sources: [SOURCES.language, SOURCES.openapi('specification-extensions', 'Specification Extensions')],
  fix: 'Take the word that the message proposes; keys of your own start with `x-`.',
  bad: {
    yaml: `
      paths:
        /pets:
          get:
            x-gateway:
              timeuot: 5s # <-- here
    `,
  },
  good: {
    yaml: `
      paths:
        /pets:
          get:
            x-gateway:
              timeout: 5s
    `,
  },
};
