/**
 * What the state table knows of a usage plan's API key that API Gateway does not: one row for each key, written when the
 * key is issued (`gatewright keys`), read by the authorizer where a key needs more than API Gateway's own check.
 */
export interface KeyRecord {
  /** API Gateway's id of the key. */
  readonly id: string;
  /** Who holds it, in the operator's words. */
  readonly consumer: string;
  /** Name of its plan in the document. */
  readonly plan: string;
  /** Seconds since the epoch after which it counts no more; absent: never. */
  readonly expires?: number;
  /** Ids of the only operations it may call; absent: those of its plan. */
  readonly operations?: readonly string[];
}

/** The partition key of a key's row. The value itself is stored nowhere. @param sha256 of the key's value, lower-case hex */
export const keyRow = (sha256: string): string => `key#${sha256}`;

/** The row's attributes beside `pk`, in DynamoDB's JSON; `expires` is not the table's `ttl`: an expired key stays known. */
export type KeyItem = {
  readonly id: { readonly S: string };
  readonly consumer: { readonly S: string };
  readonly plan: { readonly S: string };
  readonly expires?: { readonly N: string };
  /** JSON list of texts. */
  readonly operations?: { readonly S: string };
};

export function keyItem({ id, consumer, plan, expires, operations }: KeyRecord): KeyItem {
  return {
    id: { S: id },
    consumer: { S: consumer },
    plan: { S: plan },
    ...(expires !== undefined && { expires: { N: String(expires) } }),
    ...(operations !== undefined && { operations: { S: JSON.stringify(operations) } }),
  };
}

/** A row that is not as `keyItem` writes it is none: a key of which nothing certain is known counts for nothing. */
export function readKeyItem(item: Readonly<Record<string, unknown>>): KeyRecord | undefined {
  const text = (name: string): unknown => (item[name] as { readonly S?: unknown } | undefined)?.S; // a row is unknown until it is read
  const [id, consumer, plan] = [text('id'), text('consumer'), text('plan')];
  if (typeof id !== 'string' || typeof consumer !== 'string' || typeof plan !== 'string') return undefined;
  const expires = readExpires(item.expires);
  const operations = readOperations(text('operations'));
  if (expires === 'wrong' || operations === 'wrong') return undefined;
  return {
    id,
    consumer,
    plan,
    ...(expires !== undefined && { expires }),
    ...(operations !== undefined && { operations }),
  };
}

function readExpires(value: unknown): number | undefined | 'wrong' {
  if (value === undefined) return undefined;
  const seconds = Number((value as { readonly N?: unknown } | null)?.N);
  return Number.isFinite(seconds) ? seconds : 'wrong';
}

function readOperations(text: unknown): readonly string[] | undefined | 'wrong' {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(String(text));
    return Array.isArray(value) && value.every((id): id is string => typeof id === 'string') ? value : 'wrong';
  } catch {
    return 'wrong';
  }
}
