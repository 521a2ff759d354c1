import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RowStore } from '../../../lambdas/core/caching/rows.ts';
import type { HeaderField } from '../../../lambdas/core/messages.ts';
import { bodyOf, cachedGateway, ownClock, type Respond } from '../../support/cached-gateway.ts';
import { operation, proxied } from '../../support/router-config.ts';
import { rowsInMemory } from '../../support/rows-in-memory.ts';

ownClock();

const headers = fc.constantFrom<HeaderField[]>(
  [],
  [['x-a', '1']],
  [['x-a', '2']],
  [
    ['x-a', '1'],
    ['x-b', '1'],
  ],
);
const directives = fc.oneof(
  { weight: 6, arbitrary: fc.constant<HeaderField[]>([]) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<HeaderField[]>(
      [['Cache-Control', 'no-cache']],
      [['Cache-Control', 'max-age=0']],
      [['Range', 'bytes=0-']],
      [['If-None-Match', '"0"']],
    ),
  },
);
interface Step {
  readonly method: string;
  readonly headers: readonly HeaderField[];
  readonly directives: readonly HeaderField[];
  readonly instance: number;
}
const step: fc.Arbitrary<Step> = fc.record({
  method: fc.constantFrom('GET', 'GET', 'GET', 'GET', 'HEAD', 'POST'),
  headers,
  directives,
  instance: fc.nat(1),
});
/** What the target answers by, and says of caching, at first and after each change. */
interface Version {
  readonly vary: readonly string[];
  readonly cacheControl: string;
  readonly etag: boolean;
}
const target: fc.Arbitrary<readonly Version[]> = fc.array(
  fc.record({
    vary: fc.constantFrom(['x-a'], ['x-a'], ['x-a', 'x-b'], []),
    cacheControl: fc.constantFrom(
      'max-age=60',
      'max-age=60',
      'max-age=60',
      'max-age=0',
      'no-cache',
      'no-store',
      'private',
    ),
    etag: fc.boolean(),
  }),
  { minLength: 3, maxLength: 3 },
);

const OPERATIONS = [
  ...['GET', 'HEAD'].map((method) => operation(`${method} /a`, proxied('target', '/a', { cache: {} }))),
  operation('POST /a', proxied('target', '/a')),
];

/** A store that fails now and then, as the throws of a die say. */
function failing(rows: RowStore, die: () => boolean): RowStore {
  const DOWN = { kind: 'unavailable', reason: 'down' } as const;
  return {
    read: async (keys) => (die() ? DOWN : rows.read(keys)),
    write: async (key, row, after) => (die() ? DOWN : rows.write(key, row, after)),
  };
}

const fieldOf = (fields: readonly HeaderField[], name: string) => fields.find(([field]) => field === name)?.[1] ?? null;

/** A target that answers with its version and with the values it goes by. */
function versioned(versions: readonly Version[], current: () => number): Respond {
  return ({ method, headers: sent }) => {
    const version = current();
    const { vary, cacheControl, etag } = versions[version % versions.length] as Version;
    const body = JSON.stringify([version, vary.map((name) => [name, fieldOf(sent, name)])]);
    const tag = `"${encodeURIComponent(body)}"`;
    const fields: HeaderField[] = [
      ['Cache-Control', cacheControl],
      ['Vary', vary.join(', ')],
      ...(etag ? [['ETag', tag] as const] : []),
    ];
    if (etag && fieldOf(sent, 'If-None-Match') === tag) return { status: 304, headers: fields };
    return { headers: fields, body: method === 'HEAD' ? '' : body };
  };
}

async function play(steps: readonly Step[], versions: readonly Version[], die: () => boolean): Promise<void> {
  const rows = rowsInMemory();
  let [version, told, owed] = [0, 0, 0];
  const respond = versioned(versions, () => version);
  const instances = [0, 1].map(() =>
    cachedGateway(failing(rows, die), OPERATIONS, respond, {
      dropLater: (drops) => {
        owed += drops.length;
      },
    }),
  );
  for (const { method, instance, headers: selecting, directives: others } of steps) {
    if (method === 'POST') version += 1;
    const answer = await instances[instance]?.({ method, headers: [...selecting, ...others] });
    if (method === 'POST' && owed === 0) told = version;
    if (answer === undefined || method !== 'GET' || ![200, 206].includes(answer.status)) continue;
    const [of, chosen] = JSON.parse(bodyOf(answer));
    if (owed === 0) expect(of).toBeGreaterThanOrEqual(told);
    for (const [name, value] of chosen) expect([name, value]).toEqual([name, fieldOf(selecting, name)]);
  }
}

describe('whatever is asked of two instances, in whatever order', () => {
  it('each answer is what the target has for this request, and of no time before a change that was answered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), target, (steps, versions) =>
        play(steps, versions, () => false),
      ),
      { numRuns: 300 },
    );
  });

  it('so it is while the table fails now and then', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 6, maxLength: 14 }),
        target,
        fc.infiniteStream(fc.nat(4)),
        (steps, versions, throws) => play(steps, versions, () => throws.next().value === 0),
      ),
      { numRuns: 300 },
    );
  });
});
