import { describe, expect, it } from '@jest/globals';
import { sampleRequests } from '../../../lib/cli/dev/sample-requests.ts';
import { aModel, anOperation } from '../../support/api-models.ts';

const ACCESS = {
  url: 'http://127.0.0.1:3000',
  keys: [{ id: 'k', plan: 'free', value: 'k1' }],
  tokens: [{ issuer: 'https://id.example.com', value: 't1', file: '/a b/token' }],
};
const TOKEN = { apiKey: false, requirements: [[{ scheme: 'session', scopes: ['read'] }]] };

function commands(...operations: Parameters<typeof anOperation>[0][]): Record<string, string> {
  const samples = sampleRequests(aModel(operations.map(anOperation)), ACCESS);
  return Object.fromEntries(samples.map(({ shows, command }) => [shows, command]));
}

describe('sampleRequests', () => {
  it('gives the key and the token that the operation needs', () => {
    const both = { apiKey: true, requirements: TOKEN.requirements };
    expect(commands({ path: '/open' }, { path: '/mine', security: TOKEN }, { path: '/paid', security: both })).toEqual({
      'a public operation': 'curl -si http://127.0.0.1:3000/open',
      'one that needs a token': 'curl -si -H "authorization: Bearer $(cat \'/a b/token\')" http://127.0.0.1:3000/mine',
      'one that needs a key and a token':
        "curl -si -H 'x-api-key: k1' -H \"authorization: Bearer $(cat '/a b/token')\" http://127.0.0.1:3000/paid",
    });
  });

  it('asks for no token where a key alone lets a request in', () => {
    const schemes = { ...aModel([]).schemes, key: { kind: 'plan-key' } } as const;
    const [key, session] = [
      { scheme: 'key', scopes: [] },
      { scheme: 'session', scopes: [] },
    ];
    for (const requirements of [[[key]], [[key], [session]]]) {
      const security = { apiKey: true, requirements };
      const samples = sampleRequests(aModel([anOperation({ path: '/a', security })], { schemes }), ACCESS);
      expect(samples).toEqual([
        { shows: 'one that needs a key', command: "curl -si -H 'x-api-key: k1' http://127.0.0.1:3000/a" },
      ]);
    }
  });

  it('takes the alternative that is at hand, and a variable for secrets that are yet to be made', () => {
    const one = (scheme: string) => ({ scheme, scopes: [] });
    const schemes = {
      ...aModel([]).schemes,
      staff: { kind: 'basic' },
      own: { kind: 'api-key', in: 'query', name: 'own-key' },
      kept: { kind: 'api-key', in: 'cookie', name: 'session-key' },
    } as const;
    const lineOf = (...alternatives: string[][]) => {
      const security = { apiKey: false, requirements: alternatives.map((names) => names.map(one)) };
      const [sample] = sampleRequests(aModel([anOperation({ path: '/a', security })], { schemes }), ACCESS);
      return [sample?.shows, sample?.command];
    };
    expect([lineOf(['staff'], ['session']), lineOf(['staff', 'own']), lineOf(['kept'])]).toEqual([
      ['one that needs a token', 'curl -si -H "authorization: Bearer $(cat \'/a b/token\')" http://127.0.0.1:3000/a'],
      ['one that needs credentials', 'curl -si -u "me:$SECRET" --url-query "own-key=$SECRET" http://127.0.0.1:3000/a'],
      ['one that needs credentials', 'curl -si -b "session-key=$SECRET" http://127.0.0.1:3000/a'],
    ]);
  });

  it('fills in examples, and invents a value where the document has none', () => {
    const parameters = [
      { name: 'id', in: 'path', required: true, example: 'a b' },
      { name: 'part', in: 'path', required: true },
      { name: 'q', in: 'query', required: true, example: 'x&y' },
      { name: 'page', in: 'query', required: false },
      { name: 'x-version', in: 'header', required: true },
    ] as const;
    expect(commands({ path: '/things/{id}/{part}.json', parameters })).toEqual({
      'a public operation': "curl -si -H 'x-version: 1' 'http://127.0.0.1:3000/things/a%20b/1.json?q=x%26y'",
    });
  });

  it('empties the smallest bucket, and leaves out what no one would wait for', () => {
    const shown = commands({ path: '/few', throttle: { rate: 1, burst: 3 } });
    expect(shown['one that is throttled (429 once its bucket is empty)']).toBe(
      "for i in $(seq 8); do curl -s -o /dev/null -w '%{http_code} ' http://127.0.0.1:3000/few; done; echo",
    );
    expect(Object.keys(commands({ path: '/many', throttle: { rate: 500, burst: 1000 } }))).toEqual([
      'a public operation',
    ]);
  });

  it('quotes whatever a document may hold', () => {
    expect(commands({ path: "/it's" })).toEqual({ 'a public operation': "curl -si 'http://127.0.0.1:3000/it'\\''s'" });
  });
});
