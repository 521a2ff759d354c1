import type { Caller } from './caller.ts';

/** What must be true of a deployed example; each throws with what it found, where it is not. */
export const CHECKS: Readonly<Record<string, (caller: Caller) => Promise<void>>> = {
  'an open operation reaches both targets of its backend': async ({ get }) => {
    const servers = new Set<unknown>();
    for (let request = 0; request < 12 && servers.size < 2; request++) {
      const { status, json } = await get('/catalogue/templates/corner-shop');
      expectEqual(status, 200);
      servers.add(json.server);
    }
    expectEqual([...servers].sort(), ['sample-1', 'sample-2']);
  },
  'what is cached comes from the table': async ({ get }) => {
    const [first, ...rest] = await Promise.all(Array.from({ length: 6 }, () => get('/catalogue/templates')));
    const again = await get('/catalogue/templates');
    expectEqual(
      [first, ...rest, again].map((answer) => answer?.status),
      Array(7).fill(200),
    );
    if (!/hit/.test(again.headers.get('cache-status') ?? ''))
      throw new Error(`no hit: ${again.headers.get('cache-status')}`);
  },
  'an image comes as an image': async ({ get }) => {
    const { headers, text } = await get('/catalogue/previews/corner-shop.svg');
    expectEqual([headers.get('content-type'), text.slice(0, 4)], ['image/svg+xml', '<svg']);
  },
  'no token is 401, another scope 403, the right one 200': async ({ get, token }) => {
    const path = '/blueprints/bp-1';
    const none = await get(path);
    expectEqual([none.status, none.json.detail], [401, 'this operation needs valid credentials']);
    expectEqual((await get(path, { authorization: 'Bearer made.up.token' })).status, 401);
    expectEqual((await get(path, await token('blueprints:write'))).status, 403);
    const right = await get(path, await token('blueprints:read'));
    expectEqual([right.status, right.json.id], [200, 'bp-1']);
  },
  'a body is held against the document, by the router': async ({ post, token }) => {
    const authorized = await token('blueprints:write');
    const right = await post('/blueprints', { idea: 'A shop for second-hand bicycles' }, authorized);
    expectEqual(right.status, 201);
    const wrong = await post('/blueprints', { idea: 1 }, authorized);
    expectEqual([wrong.status, wrong.headers.get('content-type')], [400, 'application/problem+json']);
  },
  'a key of a plan is asked for, and a parameter': async ({ get, key }) => {
    expectEqual((await get('/catalogue/search?q=shop')).status, 403);
    expectEqual((await get('/catalogue/search?q=shop', { 'x-api-key': 'made-up' })).status, 403);
    expectEqual((await get('/catalogue/search?q=shop', key)).status, 200);
    const without = await get('/catalogue/search', key);
    expectEqual([without.status, without.json.detail], [400, 'Missing required request parameters: [q]']);
  },
  'a key and a token are asked for, where both are declared': async ({ get, key, token }) => {
    const authorized = await token('accounts:read');
    expectEqual((await get('/accounts/me', authorized)).status, 403);
    expectEqual((await get('/accounts/me', key)).status, 401);
    expectEqual((await get('/accounts/me', { ...authorized, ...key })).json.id, 'acc-7');
  },
  'an operation with a throttle refuses what is too much': async ({ get }) => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => get('/status')));
    const statuses = answers.map(({ status }) => status);
    expectEqual([...new Set(statuses)].sort(), [200, 429]);
    expectEqual(answers.find(({ status }) => status === 429)?.headers.get('retry-after'), '1');
  },
  'what the document does not have is 404': async ({ get }) => {
    const { status, json } = await get('/nothing/here');
    expectEqual([status, json.detail], [404, 'no operation has this method and path']);
  },
  'the document for consumers is served': async ({ get }) => {
    expectEqual((await get('/_gateway/openapi.json')).json.openapi, '3.0.3');
  },
};

function expectEqual(found: unknown, expected: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(expected))
    throw new Error(`found ${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
}
