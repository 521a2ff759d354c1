import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface EchoBackend {
  /** `127.0.0.1:PORT` */
  readonly host: string;
  close(): void;
}

/** PNG's first bytes and gzip's: none of it is UTF-8. */
export const BYTES = Buffer.from('1f8b0800000000000003ff89504e470d0a1a0afffe00c3283e', 'hex');

/**
 * A backend as the recordings had one: tells what it got as JSON, `/status/N` answers with N, `/bytes` with bytes and
 * `/base64` with their base64 as text, `/slow` after two seconds.
 */
export async function startEchoBackend(): Promise<EchoBackend> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://backend');
      const own = { Server: 'gunicorn/19.9.0', 'Access-Control-Allow-Origin': '*' };
      const send = (status: number, type: string, body: string | Buffer, wait = 0) => {
        const fields = { ...own, 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) };
        const answer = () => response.writeHead(status, fields).end(body);
        if (wait === 0) answer();
        else setTimeout(answer, wait).unref();
      };
      const status = Number(/^\/status\/(\d+)/.exec(pathname)?.[1]);
      if (status > 0) return send(status, 'application/json', JSON.stringify({ message: '', status_code: status }));
      if (pathname === '/bytes') return send(200, 'image/png', BYTES);
      if (pathname === '/base64') return send(200, 'text/plain', BYTES.toString('base64'));
      const args = [...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name).join(',')]);
      const body = Buffer.concat(chunks);
      const told = {
        method: request.method,
        args: Object.fromEntries(args),
        rawHeaders: request.rawHeaders,
        base64: body.toString('base64'),
      };
      return send(200, 'application/json', JSON.stringify(told), pathname === '/slow' ? 2000 : 0);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
  return {
    host: `127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
