import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compile } from '../../lib/compiler/index.ts';
import { parseDocument } from '../../lib/compiler/parse-document.ts';
import { draws } from '../support/draws.ts';
import { mismatches } from '../support/mismatches.ts';
import { requestPath } from '../support/request-path.ts';

/** Literals of one alphabet and of the other, in two cases, encoded and not; variables whole and in part. */
const segment = fc.constantFrom(
  ...[
    'a',
    'A',
    'b',
    'a.json',
    'x:y',
    'a,b',
    '~me',
    'é',
    '%C3%A9',
    'a b',
    "it's",
    '(a)',
    '$value',
    '@me',
    'a+b',
    '100%',
  ],
  ...['{x}', '{y}', '{x}', '{y}', '{x-1}', '{é}', '{$ref}', '{__proto__}', '{constructor}'],
  ...['{x}.json', '{x}.xml', '{x}.{y}', '{x}:go', 'v{x}', 'v{x}-{y}', '{x}{y}', '{z}~'],
);
const path = fc
  .tuple(fc.array(segment, { maxLength: 4 }), fc.constantFrom('', '', '/', '/{rest+}'))
  .map(([segments, end]) => `${segments.map((one) => `/${one}`).join('')}${segments.length > 0 ? end : ''}` || '/')
  .filter((each) => {
    const names = [...each.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name);
    return new Set(names).size === names.length;
  });
const item = fc.record(
  {
    get: fc.record({ operationId: fc.constantFrom('one', 'two', 'three') }, { requiredKeys: [] }),
    put: fc.record({ security: fc.constantFrom([], [{ token: [] }]) }, { requiredKeys: [] }),
    options: fc.constant({}),
    'x-gateway': fc.constantFrom({}, {}, {}, { cors: { origins: '*' } }, { stream: true }),
  },
  { requiredKeys: [] },
);
const document = fc.dictionary(path, item, { minKeys: 1, maxKeys: 24, noNullPrototype: true }).map((paths) => ({
  openapi: '3.0.3',
  info: { title: 'generated', version: '1' },
  servers: [{ url: 'https://api.example.com' }],
  paths,
  components: {
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer', 'x-gateway': { issuer: 'https://id.example.com', audience: null } },
    },
  },
}));

describe('compile', () => {
  it('gives each operation the requests that its document describes, in API Gateway and in the router', () => {
    let matched = 0;
    fc.assert(
      fc.property(document, fc.constantFrom(6, 12, 300), (root, resourceQuota) => {
        const { model } = compile(parseDocument('a.json', JSON.stringify(root)), { resourceQuota });
        if (model === undefined) return;
        expect(mismatches(model)).toEqual([]);
        for (const { path: template, method } of model.operations) {
          const fitting = model.operations.filter(
            (other) => other.method === method && fits(other.path, requestPath(template).path),
          );
          expect(mostSpecific(fitting.map((other) => other.path))).toBe(template);
        }
        matched += model.operations.length;
      }),
      { numRuns: draws(500) },
    );
    expect(matched).toBeGreaterThan(draws(500));
  });
});

/** A template as a pattern of its own, apart from the router's. */
function fits(template: string, requested: string): boolean {
  const pattern = template
    .replace(/(?<=.)\/$/, '')
    .split(/(\{[^{}]*\})/)
    .map((part, index) =>
      index % 2 === 1
        ? part.endsWith('+}')
          ? '.+'
          : '[^/]+'
        : decoded(part).replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&'),
    );
  return new RegExp(`^${pattern.join('')}$`).test(decoded(requested.replace(/(?<=.)\/$/, '')));
}

/** Segment by segment a literal goes before a segment with variables, one with more literal text before one with less, a greedy one last. */
function mostSpecific(templates: readonly string[]): string | undefined {
  const weights = (template: string) =>
    template.split('/').map((part) => {
      if (part.endsWith('+}')) return -1;
      return part.includes('{') ? decoded(part.replaceAll(/\{[^{}]*\}/g, '')).length : 1e6;
    });
  return templates.toSorted((one, other) => {
    const [ours, theirs] = [weights(one), weights(other)];
    const index = ours.findIndex((weight, at) => weight !== theirs[at]);
    return index === -1 ? 0 : (theirs[index] ?? 0) - (ours[index] ?? 0);
  })[0];
}

function decoded(text: string): string {
  return text.replaceAll(/(?:%[0-9A-F]{2})+/g, (found) => decodeURIComponent(found));
}
