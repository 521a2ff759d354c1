import { observed } from '../observed.ts';
import type { Tries } from './try.ts';

export const MOCK: Tries = {
  'mock-template': async (world) => {
    const headers = { 'Content-Type': 'application/json' };
    const paths = ['when_no_match', 'when_no_templates', 'never'];
    const all = await Promise.all(paths.map((path) => world.call('Mocks', `GET /test/${path}/42`, { headers })));
    const [first] = all;
    const other = all.find(({ text }) => text !== first?.text);
    return observed(other ?? (first as NonNullable<typeof first>)); // there are three
  },
  'mock-invalid-json-template': async (world) => observed(await world.call('Mocks', 'GET /test/cors')),
  'mock-status-override': async (world) => observed(await world.call('Mocks', 'GET /test/override')),
  'mock-stage-variable-empty': async (world) => observed(await world.call('Mocks', 'POST /test/stage-variable')),
  'mock-canary': async (world) => observed(await world.call('Canary', 'GET /dev/')),
  'mock-selection-pattern-lambda': async (world) => observed(await world.call('Mocks', 'GET /test/400')),
};
