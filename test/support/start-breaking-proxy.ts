import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface BreakingProxy {
  readonly url: string;
  /** The connection breaks once the server has answered the call of this number, counted from 1 on. */
  breakAfter(call: number): void;
  close(): Promise<void>;
}

/** A network that breaks off where it is told to. */
export async function startBreakingProxy(target: string): Promise<BreakingProxy> {
  let [count, broken] = [0, 0];
  const server = createServer((asked, response) => {
    count += 1;
    void pass(target, asked, response, count === broken);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's
  return {
    url: `http://127.0.0.1:${port}`,
    breakAfter(call) {
      [count, broken] = [0, call];
    },
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
