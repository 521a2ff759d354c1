import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { BODY_LIMIT } from '../../../lambdas/adapters/proxy-result.ts';
import { proxyEvent } from '../../support/proxy-event.ts';
import { operation } from '../../support/router-config.ts';
import { startRouter } from '../../support/start-router.ts';

const PATH = '/_gateway/openapi.json';
const config = { backends: {}, operations: [operation(`GET ${PATH}`, { kind: 'document' })] };
const written = {
  openapi: '3.1.0',
  servers: [{ url: '/' }],
  info: { title: 'Test "servers":[{"url":"/"}]', version: '1' },
};
const router = startRouter(config, {}, { 'openapi.json': JSON.stringify(written) });
const large = startRouter(
  config,
  {},
  { 'openapi.json': JSON.stringify({ ...written, 'x-large': 'x'.repeat(BODY_LIMIT) }) },
);

async function ask(
  headers: Readonly<Record<string, string>> = {},
  { path = `/prod${PATH}`, domainName = 'api.example.com', at = router } = {},
) {
  const lines = Object.entries(headers).map(([name, value]) => [name, [value]]);
  const event = proxyEvent({ resource: PATH, headers: Object.fromEntries(lines) });
  const requestContext = { ...event.requestContext, path, domainName };
  const { statusCode, multiValueHeaders: fields = {}, body } = await at.invoke({ ...event, requestContext });
  return { statusCode, fields, body: Buffer.from(body, 'base64') };
}

const documentOf = ({ body }: { readonly body: Buffer }) => JSON.parse(body.toString());

describe('the router, asked for the document for consumers', () => {
  it('answers any page with it, and with its own URL as the only server', async () => {
    const answer = await ask();
    expect(answer.statusCode).toBe(200);
    expect(answer.fields).toMatchObject({
      'Content-Type': ['application/json'],
      'Access-Control-Allow-Origin': ['*'],
      Vary: ['Accept-Encoding'],
      ETag: [expect.stringMatching(/^"[\w-]{22}"$/)],
    });
    expect(documentOf(answer)).toEqual({ ...written, servers: [{ url: 'https://api.example.com/prod' }] });
  });

  it.each([
    ['a custom domain', { path: PATH, domainName: 'pets.example.org' }, 'https://pets.example.org'],
    ['a base path', { path: `/v1${PATH}`, domainName: 'example.org' }, 'https://example.org/v1'],
    ['a trailing slash', { path: `/prod${PATH}/` }, 'https://api.example.com/prod'],
  ])('knows itself by %s', async (_, given, url) => {
    expect(documentOf(await ask({}, given)).servers).toEqual([{ url }]);
  });

  it('compresses for who takes it, under another entity tag', async () => {
    const [plain, compressed] = [await ask(), await ask({ 'Accept-Encoding': 'br, gzip;q=0.5' })];
    expect(compressed.fields['Content-Encoding']).toEqual(['gzip']);
    expect(gunzipSync(compressed.body)).toEqual(plain.body);
    expect(compressed.fields.ETag).not.toEqual(plain.fields.ETag);
    expect((await ask({ 'Accept-Encoding': 'gzip;q=0, *' })).fields).not.toHaveProperty('Content-Encoding');
  });

  it.each(['W/', ''])('says that nothing changed to who has it (%s)', async (weak) => {
    const { fields } = await ask();
    const again = await ask({ 'If-None-Match': `"other", ${weak}${fields.ETag?.[0]}` });
    expect([again.statusCode, again.body.length, again.fields.ETag]).toEqual([304, 0, fields.ETag]);
  });

  it('sends a large one compressed or not at all', async () => {
    const refused = await ask({}, { at: large });
    expect([refused.statusCode, documentOf(refused).detail]).toEqual([
      406,
      expect.stringContaining('Accept-Encoding: gzip'),
    ]);
    const { statusCode, body } = await ask({ 'Accept-Encoding': 'gzip' }, { at: large });
    expect([statusCode, gunzipSync(body).length > BODY_LIMIT]).toEqual([200, true]);
  });
});
