import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A target that remembers what it was asked, by the `x-serial` header, and answers 200 with it. */
export async function startEchoBackend() {
  const seen = new Map<string, SeenRequest>();
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const record = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
    seen.set(String(request.headers['x-serial']), record);
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ url: request.url }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
  return {
    url: `http://127.0.0.1:${port}`,
    /** The request with that serial, once: it is forgotten afterwards. */
    take(serial: number): SeenRequest | undefined {
      const record = seen.get(String(serial));
      seen.delete(String(serial));
      return record;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
