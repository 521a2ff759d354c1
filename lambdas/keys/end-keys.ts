import type { ApiKeys } from '../adapters/api-keys.ts';
import type { DueKeys } from '../adapters/expiry-table.ts';

/** Keys of one run: API Gateway takes ten calls a second from an account, and others call too. */
const MOST = 200;

export interface EndedKeys {
  readonly disabled: readonly string[];
  /** Keys whose end could not be brought about: the next run tries again. */
  readonly left: number;
}

/** Disables what is due by its own word at `now` (milliseconds since the epoch); an earlier end may have been put off. */
export async function endKeys(keys: ApiKeys, due: DueKeys, now: number): Promise<EndedKeys> {
  const disabled: string[] = [];
  let done = 0;
  for (const key of due.keys.slice(0, MOST)) {
    const found = await keys.read(key.id);
    if (found.kind === 'unavailable') continue;
    const isOver = found.kind === 'known' && found.expiresAt !== undefined && found.expiresAt <= now;
    if (isOver && (await keys.disable(key.id)) === 'unavailable') continue;
    if (isOver) disabled.push(key.id);
    if (await due.forget(key)) done += 1;
  }
  const left = due.keys.length - done;
  if (left === 0) await due.allDone();
  return { disabled, left };
}
