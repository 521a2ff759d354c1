import { exampleResponse } from '../example-response.ts';
import { error } from '../finding.ts';
import { layerPointer } from '../language/layer-pointer.ts';
import type { Rule } from '../reading.ts';

export const mockExample: Rule = ({ document, operations }, report) => {
  for (const { id, value, pointer, layers, policy } of operations) {
    if (policy.mock !== 'example' || exampleResponse(document.root, { value, pointer }, report) !== undefined) continue;
    const message = `"${id}" is mocked but its responses hold no example, add one to the lowest 2xx response or write mock: { status, body }`;
    report(error('mock-example', layerPointer(layers, ['mock']), message));
  }
};
