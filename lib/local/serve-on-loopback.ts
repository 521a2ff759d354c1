/** EDGE: a port that the system gives, on which a service of AWS answers functions of this machine. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LoopbackService {
  /** For the `AWS_ENDPOINT_URL_…` of what it imitates. */
  readonly endpoint: string;
  readonly close: () => Promise<void>;
}

export async function serveOnLoopback(listener: RequestListener): Promise<LoopbackService> {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  // A TCP server's address is never a string.
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { endpoint: `http://127.0.0.1:${port}`, close };
}
