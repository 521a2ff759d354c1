import { type ControlAnswer, ok, refused } from './control-answer.ts';

/** API Gateway's pages: 25 unless told, 500 at most. */
const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 500;

/** A part of a list; `position` where more follow. */
export interface Part<Item> {
  readonly items: readonly Item[];
  readonly position: string | undefined;
}

/**
 * One page of a list, by id. Its position is the id that it ends with: what is added or removed between two pages moves
 * nothing else from one to the other.
 */
export function cut<Item>(
  items: readonly Item[],
  query: URLSearchParams,
  idOf: (item: Item) => string,
): Part<Item> | ControlAnswer {
  const asked = Number(query.get('limit') ?? DEFAULT_LIMIT);
  // The service takes a negative one (recorded).
  const limit = asked < 1 ? DEFAULT_LIMIT : asked;
  if (!Number.isInteger(limit) || limit > MAX_LIMIT)
    return refused(400, `Invalid limit, must be between 1 and ${MAX_LIMIT}`);
  const after = readPosition(query.get('position'));
  if (after === undefined) return refused(400, 'Invalid position parameter specified');
  const rest = items.filter((item) => idOf(item) > after).sort((left, right) => (idOf(left) < idOf(right) ? -1 : 1));
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return { items: page, position: rest.length > limit && last !== undefined ? writePosition(idOf(last)) : undefined };
}

/** A page of what is shown with its `id`, as an answer: `item`, and `position` where more follow. */
export function page<Item extends { readonly id: string }>(
  items: readonly Item[],
  query: URLSearchParams,
  show: (item: Item) => unknown,
): ControlAnswer {
  const part = cut(items, query, ({ id }) => id);
  if ('status' in part) return part;
  return ok({ item: part.items.map(show), ...(part.position !== undefined && { position: part.position }) });
}

function writePosition(id: string): string {
  return Buffer.from(`after ${id}`).toString('base64');
}

function readPosition(position: string | null): string | undefined {
  if (position === null) return '';
  const text = Buffer.from(position, 'base64').toString('utf8');
  return text.startsWith('after ') ? text.slice(6) : undefined;
}
