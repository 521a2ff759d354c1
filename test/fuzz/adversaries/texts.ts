import {
  type Adversary,
  body,
  chain,
  HEAD,
  nestedJson,
  parameters,
  query,
  repeat,
  schemas,
  yaml,
} from './adversary.ts';

/** For the parsers: what is no document at all, or one only on its surface. */
export const TEXTS: readonly Adversary[] = [
  yaml(
    'aliases, exponential',
    () => `x-a0: &a0 [1, 2]\n${repeat(60, (i) => `x-a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`).join('\n')}`,
  ),
  yaml('aliases, quadratic', () => `x-a: &a [${'1,'.repeat(4000)}1]\nx-b: [${'*a,'.repeat(200_000)}1]`),
  yaml('aliases that hold themselves', () => repeat(20_000, (i) => `x-a${i}: &a${i} { self: *a${i} }`).join('\n')),
  yaml(
    'merge keys, exponential',
    () =>
      `x-0: &m0 { k0: 1, l0: 2 }\n${repeat(60, (i) => `x-${i + 1}: &m${i + 1} { <<: [*m${i}, *m${i}], k${i + 1}: 1 }`).join('\n')}`,
  ),
  yaml(
    'merge keys, quadratic',
    () =>
      `x-m: &m {${repeat(10_000, (i) => `k${i}: 1`).join(', ')}}\nx-n: [${repeat(10_000, () => '{ <<: *m }').join(', ')}]`,
  ),
  yaml('YAML lists in lists', () => `x-a: ${'['.repeat(100_000)}${']'.repeat(100_000)}`),
  yaml('YAML objects in objects', () => `x-a: ${'{a: '.repeat(100_000)}1${'}'.repeat(100_000)}`),
  yaml('YAML blocks in blocks', () => `x-a:\n${repeat(1_400, (i) => `${' '.repeat(i + 1)}a:`).join('\n')}`),
  yaml('YAML dashes', () => `x-a:\n  ${'- '.repeat(300_000)}a`),
  yaml('YAML questions', () => `x-a:\n  ${'? '.repeat(300_000)}a`),
  yaml('YAML open lists', () => `x-a: ${'['.repeat(500_000)}`),
  yaml('YAML documents', () => '---\n'.repeat(200_000)),
  yaml('YAML tags', () => repeat(30_000, (i) => `x-a${i}: !<tag:example.com,2026:${i}> 1`).join('\n')),
  yaml('YAML anchors', () => repeat(50_000, (i) => `x-a${i}: &a${i} 1`).join('\n')),
  yaml('YAML folded text', () => `x-a: >-\n${'  word\n\n'.repeat(100_000)}`),
  yaml('YAML quotes', () => `x-a: "${'\\u0041'.repeat(150_000)}"`),
  yaml('YAML unclosed quote', () => `x-a: "${'a\n '.repeat(300_000)}`),
  yaml('YAML duplicate keys', () => repeat(50_000, () => 'x-a: 1').join('\n')),
  nestedJson('JSON lists in lists', '[', ']', 100_000, (inner) => `,"x-a":${inner}}`),
  nestedJson('JSON objects in objects', '{"a":', '}', 100_000, (inner) => `,"x-a":${inner.replace('}', '1}')}}`),
  nestedJson(
    'schemas in schemas',
    '{"items":',
    '}',
    100_000,
    (inner) => `,"components":{"schemas":{"a":${inner.replace('}', '{}}')}}}}`,
  ),
  nestedJson(
    'x-gateway in x-gateway',
    '{"backends":',
    '}',
    70_000,
    (inner) => `,"x-gateway":${inner.replace('}', '1}')}}`,
  ),
  {
    name: 'a deep schema of a body',
    file: 'a.json',
    text: () =>
      JSON.stringify({ ...HEAD, ...body('HERE') }).replace(
        '"HERE"',
        () => `${'{"items":'.repeat(50_000)}{}${'}'.repeat(50_000)}`,
      ),
  },
  {
    name: 'a deep schema of a parameter',
    file: 'a.json',
    text: () =>
      JSON.stringify({ ...HEAD, ...parameters([query('HERE')]) }).replace(
        '"HERE"',
        () => `${'{"allOf":['.repeat(50_000)}{}${']}'.repeat(50_000)}`,
      ),
  },
  {
    name: 'JSON cut off',
    file: 'a.json',
    text: () => JSON.stringify({ ...HEAD, 'x-a': repeat(100_000, String) }).slice(0, -20),
  },
  { name: 'JSON string not closed', file: 'a.json', text: () => `{"openapi":"3.1.0","x-a":"${'\\"'.repeat(400_000)}` },
  {
    name: 'JSON in digits',
    file: 'a.json',
    text: () => `{"openapi":"3.1.0","x-a":${'9'.repeat(1_000_000)},"paths":{"/a":{"get":{}}}}`,
  },
  {
    name: 'JSON duplicate keys',
    file: 'a.json',
    text: () => `{"openapi":"3.1.0",${'"x-a":1,'.repeat(100_000)}"paths":{}}`,
  },
  { name: 'zeros', file: 'a.json', text: () => '\0'.repeat(1_000_000) },
  { name: 'blanks', file: 'a.yaml', text: () => ' \n'.repeat(500_000) },
  schemas('a chain of references', () => chain(15_000, ($ref) => ({ $ref }), { type: 'string' })),
  schemas('a circle of references', () => chain(15_000, ($ref) => ({ $ref }), { $ref: '#/components/schemas/s0' })),
  schemas('a chain of properties', () =>
    chain(8_000, ($ref) => ({ type: 'object', properties: { next: { $ref } } }), {}),
  ),
];
