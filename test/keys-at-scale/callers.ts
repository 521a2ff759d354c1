import { Agent } from 'node:http';
import { send } from '../support/send.ts';

export interface Caller {
  readonly name: string;
  /** As they were handed over; any of them must be let in. */
  readonly keys: string[];
}

export interface Calls {
  /** By status. */
  readonly answers: ReadonlyMap<number, number>;
  /** Stops, and resolves when the last call is answered. */
  stop(): Promise<void>;
}

/** Callers who use their keys, any of theirs at any time, so many calls under way at once. */
export function startCalls(url: string, callers: readonly Caller[], concurrency: number, random: () => number): Calls {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const answers = new Map<number, number>();
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  let going = true;
  const call = async () => {
    while (going) {
      const status = await ask(url, pick(pick(callers)?.keys ?? []) ?? '', agent);
      answers.set(status, (answers.get(status) ?? 0) + 1);
    }
  };
  const ended = Promise.all(Array.from({ length: concurrency }, call));
  return {
    answers,
    async stop() {
      going = false;
      await ended;
      agent.destroy();
    },
  };
}

/**
 * How often each status is answered when every key is used once. A 5xx says nothing of the key (on a machine that is busy
 * enough the table does not answer the authorizer in time): it is counted, and asked for again once.
 */
export async function useEach(
  url: string,
  keys: readonly string[],
  concurrency: number,
): Promise<ReadonlyMap<number, number>> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const rest = [...keys];
  const answers = new Map<number, number>();
  const call = async () => {
    for (let key = rest.pop(); key !== undefined; key = rest.pop()) {
      const count = (status: number) => answers.set(status, (answers.get(status) ?? 0) + 1);
      const status = await ask(url, key, agent);
      count(status);
      if (status >= 500) count(await ask(url, key, agent));
    }
  };
  await Promise.all(Array.from({ length: concurrency }, call));
  agent.destroy();
  return answers;
}

const ask = async (url: string, key: string, agent: Agent): Promise<number> =>
  (await send(`${url}/hello`, { headers: { 'x-api-key': key }, agent })).status;
