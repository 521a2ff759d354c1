import { observed } from '../observed.ts';
import type { World } from '../world.ts';
import type { Tries } from './try.ts';

const returned = (body: string) => async (world: World) =>
  observed(await world.call('Responses', 'POST /dev/any', { body }));
const illegal = (name: string) => async (world: World) => observed(await world.call('Mapped', `GET /test/${name}`));
const TRACE = 'Root=1-3152b799-8954dae64eda91bc9a23a7e8;Parent=7fa8c0f79203be72;Sampled=1';

export const RESPONSES: Tries = {
  'resp-b64-false': returned('{"statusCode":200,"body":"dGVzdC1kYXRh"}'),
  'resp-status-only': returned('{"statusCode":200}'),
  'resp-multivalue-not-array': returned('{"statusCode":200,"multiValueHeaders":{"test-multi-invalid":"value1"}}'),
  'resp-headers-boolean': returned('{"statusCode":200,"headers":{"test-header":"value","header-bool":true}}'),
  'resp-multivalue': returned('{"statusCode":200,"multiValueHeaders":{"test-multi":["value1","value2"]}}'),
  'resp-b64-without-binary-types': returned('{"statusCode":200,"body":"dGVzdC1kYXRh","isBase64Encoded":true}'),
  'resp-bare-string': returned('"justAString"'),
  'resp-bad-status': returned('{"statusCode":"test"}'),
  'resp-only-headers': returned('{"headers":{"test-header":"value"}}'),
  'resp-unknown-key': returned('{"statusCode":200,"wrongValue":"value"}'),
  'resp-trace-proxy-full-echo': async (world) => {
    const reply = await world.call('Responses', 'GET /dev/event', { headers: { 'X-Amzn-Trace-Id': TRACE } });
    const echoes = String(reply.headers['x-amzn-trace-id']).startsWith(TRACE);
    return observed(reply, {
      headers: { 'x-amzn-trace-id': echoes ? 'begins with exactly that value; Parent unchanged' : reply.headers },
    });
  },
  'resp-trace-proxy-generated': async (world) => observed(await world.call('Responses', 'GET /dev/event')),
  'resp-headers-mock-no-trace': async (world) => observed(await world.call('Responses', 'GET /dev/path')),
  'resp-content-type-and-status-from-lambda': async (world) =>
    observed(await world.call('Responses', 'GET /dev/hello/world')),
  'resp-illegal-mapping-content-length': illegal('content-length'),
  'resp-illegal-mapping-te': illegal('te'),
  'resp-illegal-mapping-proxy-authenticate': illegal('proxy-authenticate'),
  'resp-illegal-mapping-expect': illegal('expect'),
  'resp-illegal-mapping-transfer-encoding': illegal('transfer-encoding'),
};
