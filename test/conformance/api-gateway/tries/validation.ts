import { observed } from '../observed.ts';
import type { World } from '../world.ts';
import type { Tries } from './try.ts';

const ask =
  (api: string, request: string, headers: Readonly<Record<string, string>> = {}, body?: string) =>
  async (world: World) =>
    observed(await world.call(api, request, body === undefined ? { headers } : { headers, body }));

const HEADER = { 'x-header-param': 'test' };
const JSON_HEADER = { 'Content-Type': 'application/json' };

export const VALIDATION: Tries = {
  'val-ok': ask('Validated', 'POST /local/nested/value?qs1=test', HEADER, '{"a":1,"b":2}'),
  'val-missing-all': ask('ValidatedIssuer', 'POST /local/nested/value', {}, '{"test":"test"}'),
  'val-missing-header': ask('Validated', 'GET /local/nested/value?qs1=test'),
  'val-missing-query': ask('Validated', 'GET /local/nested/value', HEADER),
  'val-bad-body': ask('Validated', 'POST /local/nested/value?qs1=test', HEADER, '{"test":"test"}'),
  'val-disabled': async (world) => {
    const posted = await world.call('NotValidated', 'POST /local/nested/value', { body: '{"test":"test"}' });
    const got = await world.call('NotValidated', 'GET /local/nested/value');
    return observed(posted.status === 200 ? got : posted);
  },
  'val-oneof-bad': ask('Models', 'POST /test/status', JSON_HEADER, '{"badFormat":"bla"}'),
  'val-ref-model-no-body': ask('Models', 'POST /test/path', JSON_HEADER),
  'val-ref-model-array-ok': ask('Models', 'POST /test/path', JSON_HEADER, '[{"a":1,"b":2}]'),
  'val-circular-ok': ask(
    'Models',
    'POST /test/person',
    JSON_HEADER,
    '{"name":"Person1","b":2,"house":{"randomProperty":"x","contains":[{"name":"Person2","b":3}]}}',
  ),
};
