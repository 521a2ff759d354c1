import type { IncomingHttpHeaders } from 'node:http2';
import {
  createSecureServer,
  createServer,
  type Http2Server,
  type SecureServerOptions,
  type ServerHttp2Stream,
  type Settings,
} from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll } from '@jest/globals';
import { startRawTarget } from './start-target.ts';

export type Http2Listener = (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => void;

export interface Http2Target {
  readonly url: string;
  readonly server: Http2Server;
  /** Connections that were made so far. */
  readonly connections: () => number;
}

/** A real HTTP/2 server on a free port, stopped after the tests of the file; over TLS where it has a certificate. */
export async function startHttp2Target(
  listener: Http2Listener,
  tls?: SecureServerOptions,
  settings: Settings = {},
): Promise<Http2Target> {
  const server = tls ? createSecureServer({ ...tls, settings }) : createServer({ settings });
  const sessions = new Set<{ destroy(): void }>();
  let connections = 0;
  server.on('session', (session) => {
    connections += 1;
    sessions.add(session);
    session.on('error', () => undefined);
  });
  server.on('stream', (stream, headers) => {
    stream.on('error', () => undefined);
    listener(stream, headers);
  });
  afterAll(() => {
    for (const session of sessions) session.destroy();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string
  return { url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`, server, connections: () => connections };
}

/** RFC 9113 section 4.1. */
export function frame(type: number, flags: number, stream: number, payload: string | readonly number[] = []): Buffer {
  const content = Buffer.from(payload as string);
  const head = Buffer.alloc(9);
  head.writeUIntBE(content.byteLength, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, content]);
}

/** Frames of an answer on stream 1, `:status: 200` among them. */
export const frames = {
  ok: frame(1, 4, 1, [0x88]),
  data: (text: string) => frame(0, 0, 1, text),
  last: (text: string) => frame(0, 1, 1, text),
  reset: (code: number) => frame(3, 0, 1, [0, 0, 0, code]),
  goaway: (lastStream: number, code: number) => frame(7, 0, 0, [0, 0, 0, lastStream, 0, 0, 0, code]),
};

export type Said = readonly (Buffer | 'end' | 'reset')[];

/** Bytes before the first request: preface, SETTINGS of two values, WINDOW_UPDATE. */
const BEFORE_REQUEST = 24 + 21 + 13;

/** Says frames to the first request of each connection, for what Node's own server would not say; `end`, `reset`: the connection. */
export function startFramesTarget(saying: () => Said): Promise<string> {
  const told = new WeakSet<Socket>();
  return startRawTarget((socket) => {
    if (told.has(socket) || socket.bytesRead <= BEFORE_REQUEST) return;
    told.add(socket);
    socket.write(Buffer.concat([frame(4, 0, 0), frame(4, 1, 0)]));
    for (const each of saying()) {
      if (each === 'end') socket.end();
      else if (each === 'reset') setTimeout(() => socket.resetAndDestroy(), 5);
      else socket.write(each);
    }
  });
}
