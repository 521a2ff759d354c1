import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { CORE_SCHEMA, dump, load } from 'js-yaml';

const root = join(import.meta.dirname, '..', '..');
const readYaml = (file: string): unknown => load(readFileSync(join(root, file), 'utf8'), { schema: CORE_SCHEMA });
const readJson = (name: string): unknown =>
  JSON.parse(gunzipSync(readFileSync(join(root, `test/data/openapi/${name}.json.gz`))).toString());

/** Of every dialect and habit. */
export const SMALL_DOCUMENTS: readonly unknown[] = [
  ...['openapi/gateway.yaml', 'test/data/corpus/odd-paths.yaml', 'test/data/corpus/three-one.yaml'].map(readYaml),
  ...['getsandbox', 'xkcd', 'nytimes-books', 'notion'].map(readJson),
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
  'x'.repeat(5000),
  '^(a+)+$',
  '(',
  { $ref: '#/paths' },
  { $ref: '#/components/schemas/a' },
  { allOf: [{ $ref: '#' }], discriminator: { propertyName: 'a', mapping: { a: '#' } }, oneOf: [{}] },
  { $id: 'https://a.example.com/a', $anchor: 'a', $dynamicRef: '#a', items: { $ref: '#a' } },
  { type: ['object', 'null', 'x'], properties: { constructor: { enum: [] } }, required: ['a', 1] },
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
  .tuple(fc.constantFrom(...SMALL_DOCUMENTS), fc.array(mutation, { minLength: 1, maxLength: 6 }))
  .map(([document, mutations]) => {
    const copy = copyOf(document);
    for (const each of mutations) mutate(copy, each);
    return copy;
  });

/** As JSON or YAML, and seldom cut or with a mark where none belongs. */
export const mutatedText = fc
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
