import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const xGateway: RuleDescription<'x-gateway'> = {
  name: 'x-gateway',
  severities: ['error'],
  summary: 'A value of `x-gateway` must be one that its key takes.',
  why: 'A number without its unit or a name that AWS does not take is an error at once, not at three in the morning.',
  sources: [SOURCES.language],
  fix: 'Write the value as the message says.',
  bad: {
    yaml: `
      paths:
        /pets:
          get:
            x-gateway:
              timeout: 5 # <-- here
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
