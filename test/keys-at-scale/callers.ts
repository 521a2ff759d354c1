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

/** Keys that are not let in, of all that were handed over. */
export async function refusedKeys(url: string, keys: readonly string[], concurrency: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const rest = [...keys];
  let refused = 0;
  const call = async () => {
    for (let key = rest.pop(); key !== undefined; key = rest.pop())
      if ((await ask(url, key, agent)) !== 200) refused += 1;
  };
  await Promise.all(Array.from({ length: concurrency }, call));
  agent.destroy();
  return refused;
}

const ask = async (url: string, key: string, agent: Agent): Promise<number> =>
  (await send(`${url}/hello`, { headers: { 'x-api-key': key }, agent })).status;
