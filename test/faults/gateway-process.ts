import { fork } from 'node:child_process';
import { once } from 'node:events';

export interface GatewayProcess {
  readonly url: string;
  /** Bytes of resident memory. */
  memory(): Promise<number>;
  /** Log lines of requests that got no answer of a target, since the last time. */
  takeFailures(): readonly string[];
  stop(): Promise<void>;
}

interface Told {
  readonly url?: string;
  readonly rss?: number;
  readonly log?: string;
}

export async function startGatewayProcess(
  folder: string,
  document: string,
  environment: Readonly<Record<string, string>>,
): Promise<GatewayProcess> {
  const args = [folder, document, JSON.stringify(environment)];
  const child = fork(new URL('gateway.ts', import.meta.url), args);
  let failures: string[] = [];
  const waiting: ((told: Told) => void)[] = [];
  child.on('message', (told: Told) => {
    if (told.log === undefined) waiting.shift()?.(told);
    else if (told.log.includes('"level":"ERROR"')) failures.push(told.log);
  });
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`the gateway ended with ${code}`);
  });
  const next = () => Promise.race([gone, new Promise<Told>((resolve) => waiting.push(resolve))]);
  const { url = '' } = await next();
  return {
    url,
    async memory() {
      child.send('memory');
      return (await next()).rss ?? 0;
    },
    takeFailures() {
      const taken = failures;
      failures = [];
      return taken;
    },
    async stop() {
      child.disconnect();
      await gone.catch(() => undefined);
    },
  };
}
