import type { ReadOutcome, Row, RowStore, Unavailable, WriteOutcome } from '../core/caching/rows.ts';
import type { AttributeValue, DynamoDbClient, Item } from './dynamodb-client.ts';
import { packResponse, unpackResponse } from './pack-response.ts';

/**
 * Rows in a DynamoDB table whose key is `pk`, one item for each. `ttl` is what DynamoDB deletes by, in seconds; readers go
 * by what is in the row. A response too long for an item lies in items of its own, each written once and under a name
 * never used before: the row that names them is written last, so it never names what is not there.
 */
export function cacheTable(client: DynamoDbClient, table: string, random: () => string): RowStore {
  return {
    async read(keys) {
      const names = keys.map(hash);
      const outcome = await client.getItems(table, [...new Set(names)].map(itemKey));
      if (outcome.kind !== 'done') return unavailable(outcome);
      const found = new Map(outcome.items.map((item) => [text(item.pk), item]));
      const rows = names.map((name) => found.get(name));
      let { units } = outcome;
      const whole: (Row | undefined)[] = [];
      for (const item of rows) {
        const row = item && (await wholeRow(client, table, item));
        if (row?.kind === 'unavailable') return row;
        units += row?.units ?? 0;
        whole.push(row?.row);
      }
      return { kind: 'read', rows: whole, units } satisfies ReadOutcome;
    },
    async write(key, row, after) {
      const packed = row.response && packResponse(row.response);
      const attributes = rowAttributes(key, row);
      if (packed === undefined) return put(client, table, attributes, after);
      if (packed.byteLength <= INLINE_LIMIT) return put(client, table, { ...attributes, r: binary(packed) }, after);
      if (packed.byteLength > INLINE_LIMIT * MOST_CHUNKS) return { kind: 'too-large', units: 0 };
      const name = `chunk#${random()}#`;
      const chunks = chunksOf(packed, name, attributes.ttl);
      const written = await client.putItems(table, chunks);
      if (written.kind !== 'done') return unavailable(written);
      const named = { ...attributes, c: string(name), n: number(chunks.length) };
      const head = await put(client, table, named, after);
      return head.kind === 'unavailable' ? head : { ...head, units: head.units + written.units };
    },
  };
}

/** DynamoDB's limit for an item (400 KB), less room for names, numbers and the list of varying fields. */
const INLINE_LIMIT = 380 * 1024;
/** As many as a batch of 16 MB takes, and more than Lambda's longest answer needs. */
const MOST_CHUNKS = 24;

/** Loads `node:crypto` when needed: it takes 4 ms, and a request that is not cached needs none. */
const hash = (key: string): string => process.getBuiltinModule('node:crypto').hash('sha256', key, 'base64url');

const string = (value: string) => ({ S: value });
const number = (value: number) => ({ N: String(value) });
const binary = (value: Uint8Array) => ({
  B: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64'),
});
const itemKey = (name: string): Item => ({ pk: string(name) });

const text = (value: AttributeValue | undefined): string => (value && 'S' in value ? value.S : '');
const numberOf = (value: AttributeValue | undefined): number => (value && 'N' in value ? Number(value.N) : Number.NaN);

const unavailable = (outcome: { readonly kind: string; readonly reason?: string }): Unavailable => ({
  kind: 'unavailable',
  reason: outcome.reason ?? outcome.kind,
});

/** Short names: each byte of them counts towards the units of every read and write. */
const rowAttributes = (key: string, { barrier, expiresAt, vary, pass }: Row) => ({
  pk: string(hash(key)),
  ttl: number(Math.ceil(expiresAt / 1000)),
  b: number(barrier),
  ...(vary && { v: string(JSON.stringify(vary)) }),
  ...(pass && { p: number(1) }),
});

async function put(client: DynamoDbClient, table: string, item: Item, after: number): Promise<WriteOutcome> {
  const condition = {
    expression: 'attribute_not_exists(#b) OR #b < :after',
    names: { '#b': 'b' },
    values: { ':after': number(after) },
  };
  const outcome = await client.putItem(table, item, Number.isFinite(after) ? condition : undefined);
  if (outcome.kind === 'done') return { kind: 'written', units: outcome.units };
  // DynamoDB bills a write that its condition refuses, at the size of what is there, but does not say so.
  return outcome.kind === 'refused' ? { kind: 'refused', units: 1 } : outcome;
}

function chunksOf(packed: Uint8Array, name: string, ttl: AttributeValue): readonly Item[] {
  const count = Math.ceil(packed.byteLength / INLINE_LIMIT);
  return Array.from({ length: count }, (_, index) => ({
    pk: string(chunkName(name, index)),
    ttl,
    r: binary(packed.subarray(index * INLINE_LIMIT, (index + 1) * INLINE_LIMIT)),
  }));
}

const chunkName = (name: string, index: number): string => `${name}${String(index).padStart(2, '0')}`;

type WholeRow = { readonly kind: 'whole'; readonly row: Row | undefined; readonly units: number };

/** No row for an item that is not of this form, as another deploy's may be: it is then written anew. */
async function wholeRow(client: DynamoDbClient, table: string, item: Item): Promise<WholeRow | Unavailable> {
  const { r, c, n, v, p, b, ttl, pk, ...purges } = item;
  const barrier = numberOf(b);
  const plain = {
    barrier: Number.isNaN(barrier) ? 0 : barrier,
    expiresAt: numberOf(ttl) * 1000,
    ...(v && { vary: namesOf(text(v)) }),
    ...(p && { pass: true }),
    ...(Object.keys(purges).length > 0 && { purges: instants(purges) }),
  };
  if (r === undefined && c === undefined) return { kind: 'whole', row: plain, units: 0 };
  const packed =
    c === undefined ? { bytes: bytesOf(r), units: 0 } : await readChunks(client, table, text(c), numberOf(n));
  if ('reason' in packed) return packed;
  const response = packed.bytes && unpackResponse(packed.bytes);
  return { kind: 'whole', row: response && { ...plain, response }, units: packed.units };
}

const bytesOf = (value: AttributeValue | undefined): Buffer | undefined =>
  value && 'B' in value ? Buffer.from(value.B, 'base64') : undefined;

async function readChunks(
  client: DynamoDbClient,
  table: string,
  name: string,
  count: number,
): Promise<{ readonly bytes: Buffer | undefined; readonly units: number } | Unavailable> {
  if (!(count > 0 && count <= MOST_CHUNKS)) return { bytes: undefined, units: 0 };
  const names = Array.from({ length: count }, (_, index) => chunkName(name, index));
  const outcome = await client.getItems(table, names.map(itemKey), count * INLINE_LIMIT);
  if (outcome.kind !== 'done') return unavailable(outcome);
  const found = new Map(outcome.items.map((item) => [text(item.pk), bytesOf(item.r)]));
  const chunks = names.map((chunk) => found.get(chunk)).filter((chunk) => chunk !== undefined);
  // Deleted by its age, or not yet to be seen everywhere: then there is no response.
  return { bytes: chunks.length === count ? Buffer.concat(chunks) : undefined, units: outcome.units };
}

function namesOf(json: string): readonly string[] {
  try {
    const names: unknown = JSON.parse(json);
    return Array.isArray(names) ? names : [];
  } catch {
    return [];
  }
}

const instants = (attributes: Item): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(attributes).map(([scope, instant]) => [scope, numberOf(instant)]));
