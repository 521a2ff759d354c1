import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createNetServer, type Server, type Socket } from 'node:net';
import { afterAll } from '@jest/globals';

/** A real HTTP server on a free port, stopped after the tests of the file. Resolves to its URL. */
export async function startTarget(listener: RequestListener): Promise<string> {
  const server = createHttpServer(listener);
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return listen(server);
}

/** A server that says what the test says, byte by byte: for answers that Node's own server would not give. */
export async function startRawTarget(talk: (socket: Socket, received: string) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createNetServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.on('data', (data) => talk(socket, data.toString('latin1')));
  });
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return listen(server);
}

/** A URL where nobody listens: a port set free would go to the next server of a test that runs beside this one. */
export async function deadTarget(): Promise<string> {
  return 'http://127.0.0.1:1';
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never a string.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
