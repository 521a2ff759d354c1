import { connect, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { CONNECT_TIMEOUT } from './http-exchange.ts';
import type { Origin } from './origin.ts';

/** The reason where a server speaks no HTTP/2 over TLS. */
export const NO_HTTP2 = 'NO_HTTP2';

/** To take up again (RFC 8446 section 2.2): one round trip less. */
const tickets = new WeakMap<Origin, Buffer>();

/**
 * A connection on which HTTP/2 can be spoken: over TLS it was agreed on (RFC 7301), and the server has shown that it is the
 * one. Rejects with Node's error, or with the codes above.
 * @param timeout milliseconds for DNS, TCP and TLS together
 */
export function connectSocket(origin: Origin, timeout: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = origin.secure ? connectTls(origin) : connectPlain(origin);
    const fail = (error: Error) => {
      clearTimeout(timer);
      socket.destroy();
      reject(error);
    };
    const timer = setTimeout(() => fail(coded(CONNECT_TIMEOUT, 'connecting took too long')), timeout);
    socket.once('error', fail);
    socket.once(origin.secure ? 'secureConnect' : 'connect', () => {
      clearTimeout(timer);
      socket.off('error', fail);
      if (origin.secure && (socket as TLSSocket).alpnProtocol !== 'h2')
        return fail(coded(NO_HTTP2, 'the server speaks no HTTP/2'));
      socket.setNoDelay(true);
      resolve(socket);
    });
  });
}

const coded = (code: string, message: string): Error => Object.assign(new Error(message), { code });

const connectPlain = ({ hostname: host, port, lookup }: Origin): Socket =>
  connect({ host, port, ...(lookup && { lookup }) });

function connectTls(origin: Origin): TLSSocket {
  const { hostname: host, port, serverName: servername, lookup, tls } = origin;
  const session = tickets.get(origin);
  const socket = process.getBuiltinModule('node:tls').connect({
    host,
    port,
    servername,
    ALPNProtocols: ['h2'],
    ...(lookup && { lookup }),
    ...(session && { session }),
    ...tls,
  });
  return socket.on('session', (ticket) => tickets.set(origin, ticket));
}
