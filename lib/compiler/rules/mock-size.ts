import { ANSWER_LIMIT } from '../answer-limit.ts';
import { exampleResponse } from '../example-response.ts';
import { error } from '../finding.ts';
import { layerPointer } from '../language/layer-pointer.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

export const mockSize: Rule<'mock-size'> = {
  name: 'mock-size',
  severities: ['error'],
  summary: `The body of a mock has at most ${ANSWER_LIMIT} bytes.`,
  why: 'Lambda answers with 6 MB of JSON, in which the body is base64, a third longer: a larger one would be a 502 at every request.',
  sources: [SOURCES.lambdaQuotas],
  fix: 'Shorten the body or the example, or let a target answer with `stream: true`.',
  bad: {
    yaml: `
      paths:
        /pets:
          get:
            x-gateway:
              mock: { body: long } # … and some megabytes more # <-- here
    `,
    expand: (text) => text.replace('body: long', `body: ${'long'.repeat(1_200_000)}`),
  },
  good: {
    yaml: `
      paths:
        /pets:
          get:
            x-gateway:
              mock: { body: short }
    `,
  },
  check: ({ document, operations }, report) => {
    for (const { id, value, pointer, layers, policy } of operations) {
      const { mock } = policy;
      const answer = mock === 'example' ? exampleResponse(document.root, { value, pointer }, () => undefined) : mock;
      const bytes = answer === undefined ? 0 : Buffer.byteLength(answer.body);
      if (bytes <= ANSWER_LIMIT) continue;
      const message = `the mocked body of "${id}" has ${bytes} bytes, a Lambda answers with ${ANSWER_LIMIT} (6 MB of base64), shorten it or let a target answer`;
      report(error('mock-size', layerPointer(layers, ['mock']), message));
    }
  },
};
