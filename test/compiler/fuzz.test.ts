import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CORE_SCHEMA, dump, load } from 'js-yaml';
import { compile, gatewayDocument } from '../../lib/compiler/index.ts';
import { parseDocument } from '../../lib/compiler/parse-document.ts';
import { importerComplaints } from '../support/importer-rules.ts';

const root = join(import.meta.dirname, '..', '..');
const documents: readonly unknown[] = [
  load(readFileSync(join(root, 'openapi', 'gateway.yaml'), 'utf8'), { schema: CORE_SCHEMA }),
  JSON.parse(gunzipSync(readFileSync(join(root, 'test', 'data', 'openapi', 'getsandbox.json.gz'))).toString()),
];

const KEYS = [
  '__proto__',
  'constructor',
  '$ref',
  'x-gateway',
  'security',
  'parameters',
  'get',
  '/a/{b}.json',
  '<<',
  '',
];
const VALUES = [
  null,
  true,
  -1,
  1e308,
  '',
  '{',
  '/../a',
  '\u001b',
  [],
  {},
  [null],
  { $ref: '#' },
  { $ref: 5 },
  [[[{}]]],
];
const POLICIES = [
  { stream: true, timeout: '5m' },
  { mock: true },
  { mock: { body: [1] } },
  { cors: { origins: ['https://a.example'], credentials: true } },
  { throttle: { rate: 0.5, burst: 1 } },
  { plans: { toString: { was: 'valueOf', operations: { constructor: { rate: 1, burst: 1 } } } } },
  { disabled: true, backend: 'constructor' },
];

const mutation = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('remove', 'replace', 'rename', 'add', 'policy', 'copy'),
  from: fc.nat(),
  key: fc.constantFrom(...KEYS),
  value: fc.constantFrom<unknown>(...VALUES),
  policy: fc.constantFrom<unknown>(...POLICIES),
});
type Mutation = typeof mutation extends fc.Arbitrary<infer T> ? T : never;

/** `structuredClone` would make objects of another realm, which js-yaml does not take for plain ones. */
const copyOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

interface Place {
  readonly owner: object;
  readonly key: string;
}

function placesOf(value: unknown): readonly Place[] {
  const places: Place[] = [];
  const open: unknown[] = [value];
  for (const owner of open) {
    if (typeof owner !== 'object' || owner === null) continue;
    for (const [key, child] of Object.entries(owner)) {
      places.push({ owner, key });
      open.push(child);
    }
  }
  return places;
}

/** Not by assignment: that of `__proto__` would make no member. */
const put = (owner: object, key: string, value: unknown) =>
  Object.defineProperty(owner, key, { value, enumerable: true, configurable: true, writable: true });

function mutate(document: unknown, { at, kind, from, key, value, policy }: Mutation): void {
  const places = placesOf(document);
  const place = places[at % places.length];
  const source = places[from % places.length];
  if (place === undefined || source === undefined) return;
  const current: unknown = Reflect.get(place.owner, place.key);
  const name = Array.isArray(place.owner) ? place.key : key;
  if (kind === 'replace') put(place.owner, place.key, copyOf(value));
  if (kind === 'add') put(place.owner, name, copyOf(value));
  if (kind === 'copy') put(place.owner, name, copyOf(Reflect.get(source.owner, source.key)));
  if (kind === 'policy' && !Array.isArray(place.owner)) put(place.owner, 'x-gateway', copyOf(policy));
  if (kind === 'remove' || kind === 'rename') Reflect.deleteProperty(place.owner, place.key);
  if (kind === 'rename') put(place.owner, name, current);
}

const mutated = fc
  .tuple(fc.constantFrom(...documents), fc.array(mutation, { minLength: 1, maxLength: 6 }))
  .map(([document, mutations]) => {
    const copy = copyOf(document);
    for (const each of mutations) mutate(copy, each);
    return copy;
  });

/** As JSON or YAML, and seldom cut or with a mark where none belongs. */
const text = fc
  .tuple(
    mutated,
    fc.boolean(),
    fc.option(fc.tuple(fc.nat(), fc.constantFrom('\t', '"', '{', ']', '*a', '\u0000', '\r'))),
  )
  .map(([document, yaml, mark]) => {
    const whole = yaml ? dump(document, { noRefs: true }) : JSON.stringify(document, null, 1);
    if (mark === null || mark[0] % 3 !== 0) return { file: yaml ? 'a.yaml' : 'a.json', content: whole };
    const at = mark[0] % (whole.length + 1);
    return { file: yaml ? 'a.yaml' : 'a.json', content: whole.slice(0, at) + mark[1] + whole.slice(at) };
  });

const BINDINGS = {
  routerUri: 'r',
  streamingRouterUri: 's',
  authorizerUri: 'a',
  credentials: 'c',
  authorizerCredentials: 'c',
};

describe('compile', () => {
  it('makes of whatever a text holds problems with a place and a sentence, or a model that API Gateway imports', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(3, 300), ({ file, content }, resourceQuota) => {
        const defaultIssuer = { issuer: 'https://id.example.com', audience: null };
        const { problems, model } = compile(parseDocument(file, content), { defaultIssuer, resourceQuota });
        const lines = content.split('\n');
        for (const { line, column, message } of problems) {
          expect(column).toBeGreaterThan(0);
          expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? -1) + 1);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
          expect(message).toMatch(/^[^\u0000-\u001f]{10,810}$/);
          expect(message).not.toMatch(/\[object |(Range|Type|Syntax)Error|[^.]\.$/);
        }
        expect(model === undefined).toBe(problems.some(({ severity }) => severity === 'error'));
        if (model !== undefined)
          expect(importerComplaints(gatewayDocument(model, BINDINGS), { resources: resourceQuota })).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
