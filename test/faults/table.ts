import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

/** Stands where DynamoDB would: hangs up, or takes what it is sent and never answers. */
export interface DeadTable {
  readonly url: string;
  become(state: 'refusing' | 'stalled'): void;
  close(): void;
}

export async function startDeadTable(): Promise<DeadTable> {
  let state: 'refusing' | 'stalled' = 'refusing';
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    socket.on('error', () => undefined).once('close', () => sockets.delete(socket));
    sockets.add(socket);
    if (state === 'refusing') socket.resetAndDestroy();
    else socket.resume();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // TCP: never a string
    become(next) {
      state = next;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
