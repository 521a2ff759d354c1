import type { RuleDescription } from '../rule.ts';
import { SOURCES } from '../sources.ts';

export const configSize: RuleDescription<'config-size'> = {
  name: 'config-size',
  severities: ['error'],
  summary: 'What the Lambdas must know of the operations has at most 64 MB.',
  why: "Router and authorizer read it at their start: it must fit into their memory, and with their code into Lambda's 250 MB. Most of it is what every operation inherits (headers, mocks), once for each.",
  sources: [SOURCES.lambdaQuotas, SOURCES.decisions],
  fix: 'Inherit fewer or shorter headers and mocks, or split the document.',
  bad: {
    yaml: `
      x-gateway: { headers: { response: { set: { x-text: long } } } } # … a megabyte long
      paths: # <-- here
        /pets: # … and some more
          get: {}
    `,
    expand: (text) =>
      text.replace('x-text: long', `x-text: ${'long'.repeat(250_000)}`) +
      Array.from({ length: 70 }, (_, index) => `\n  /pets/${index}:\n    get: {}`).join(''),
  },
  good: {
    yaml: `
      x-gateway: { headers: { response: { set: { x-text: short } } } }
      paths:
        /pets:
          get: {}
    `,
  },
};
