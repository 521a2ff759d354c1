import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface BreakingProxy {
  readonly url: string;
  /** The connection breaks at the call of this number, counted from 1, before the server hears of it or after. */
  breakAt(call: number, when: 'before' | 'after'): void;
  /** Calls since `breakAt`. */
  calls(): number;
  close(): Promise<void>;
}

/** A network that breaks off where it is told to. */
export async function startBreakingProxy(target: string): Promise<BreakingProxy> {
  let [count, broken, moment] = [0, 0, 'before'];
  const server = createServer((asked, response) => {
    count += 1;
    const breaks = count === broken ? moment : undefined;
    if (breaks === 'before') asked.socket.destroy();
    else void pass(target, asked, response, breaks === 'after');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's
  return {
    url: `http://127.0.0.1:${port}`,
    breakAt(call, when) {
      [count, broken, moment] = [0, call, when];
    },
    calls: () => count,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function pass(target: string, asked: IncomingMessage, response: ServerResponse, isLost: boolean): Promise<void> {
  const body = await buffer(asked);
  const { method = 'GET', url = '/', headers } = asked;
  const outgoing = request(`${target}${url}`, { method, headers, agent: false }, async (answer) => {
    const content = await buffer(answer);
    if (isLost) asked.socket.destroy();
    else response.writeHead(answer.statusCode ?? 0, answer.rawHeaders).end(content);
  });
  outgoing.end(body);
}
