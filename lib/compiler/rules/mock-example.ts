import { exampleResponse } from '../example-response.ts';
import { error } from '../finding.ts';
import { layerPointer } from '../language/layer-pointer.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

export const mockExample: Rule<'mock-example'> = {
  name: 'mock-example',
  severities: ['error'],
  summary: '`mock: true` needs an example in the document to answer with.',
  why: 'The mock answers with the example of the lowest 2xx response: `example`, the first of `examples`, or the one of its schema. An answer made up from a schema would look real and be wrong.',
  sources: [SOURCES.openapi('media-type-object', 'Media Type Object')],
  fix: 'Add an example to the lowest 2xx response, or write `mock: { status, body }`.',
  bad: {
    yaml: `
      paths:
        /pets:
          get:
            x-gateway:
              mock: true # <-- here
            responses:
              '200': { description: pets, content: { application/json: {} } }
    `,
  },
  good: {
    yaml: `
      paths:
        /pets:
          get:
            x-gateway:
              mock: true
            responses:
              '200': { description: pets, content: { application/json: { example: [{ name: Rex }] } } }
    `,
  },
  check: ({ document, operations }, report) => {
    for (const { id, value, pointer, layers, policy } of operations) {
      if (policy.mock !== 'example' || exampleResponse(document.root, { value, pointer }, report) !== undefined)
        continue;
      const message = `"${id}" is mocked but its responses hold no example, add one to the lowest 2xx response or write mock: { status, body }`;
      report(error('mock-example', layerPointer(layers, ['mock']), message));
    }
  },
};
