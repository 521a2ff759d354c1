import { type ControlAnswer, ok, refused } from './control-answer.ts';

/** API Gateway's pages: 25 unless told, 500 at most. */
const DEFAULT_LIMIT = 25;
const MAX_LIMIT = 500;

/** One page of a list: `item`, and `position` where more follow. */
export function page(items: readonly unknown[], query: URLSearchParams): ControlAnswer {
  const limit = Number(query.get('limit') ?? DEFAULT_LIMIT);
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT)
    return refused(400, `Invalid limit, must be between 1 and ${MAX_LIMIT}`);
  const start = readPosition(query.get('position'));
  if (start === undefined) return refused(400, 'Invalid position parameter specified');
  const end = start + limit;
  return ok({ item: items.slice(start, end), ...(end < items.length && { position: writePosition(end) }) });
}

function writePosition(index: number): string {
  return Buffer.from(String(index)).toString('base64');
}

function readPosition(position: string | null): number | undefined {
  if (position === null) return 0;
  const text = Buffer.from(position, 'base64').toString('utf8');
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
