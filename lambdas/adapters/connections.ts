/**
 * The connections to one server, kept for the life of the instance so that later invocations use them again. An instance is
 * frozen between invocations and does not see a server close its end: a request on such a connection is lost, and whether
 * the server acted on it cannot be known. So a connection is used again only while the server surely still keeps it.
 */
import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type RequestOptions } from 'node:http';
import type { Socket } from 'node:net';
import { remembered } from '../core/remembered.ts';
import type { Origin, TlsMaterial } from './origin.ts';

export interface Connections {
  request(options: Pick<RequestOptions, 'method' | 'path' | 'headers'>): ClientRequest;
  /**
   * Closes what was idle for too long. Returns whether something is left, at which the event loop must look first: a server
   * may have closed it, or sent what nobody asked for and what would be taken for the answer to the next request.
   * @param again whether the request may be sent again where its connection turns out to be dead
   */
  closeIdle(again: boolean): boolean;
  /** A connection is free again. @param keepAlive the response's `Keep-Alive` */
  keep(socket: Socket, keepAlive: string | readonly string[] | undefined): void;
  /** Those in use end with their exchanges, all others now. */
  retire(): void;
}

/** Milliseconds of idleness where the server does not say: Node's and uvicorn's 5 s are the shortest common timeouts but one. */
const IDLE_LIMIT = 4000;
/** The same for what must not be sent twice: gunicorn closes after 2 s. */
const IDLE_LIMIT_ONCE = 1000;
/** Taken off the time that a server says it keeps a connection. */
const MARGIN = 1000;
/** What a server says is believed up to here: NAT gateways and load balancers forget a connection after 350 s. */
const LONGEST = 60_000;
/**
 * Milliseconds from a connection's first answer after which it carries no further request: one that is always in use would
 * never notice that the name of its server leads elsewhere now.
 */
export const LONGEST_LIFE = 300_000;

export const connectionsTo = remembered(new WeakMap<Origin, Connections>(), connect);

interface Idle {
  readonly since: number;
  /** Of its first answer. */
  readonly answeredSince: number;
  /** Milliseconds that the server says, less the margin. */
  readonly promised: number | undefined;
}

const UNKNOWN: Idle = { since: 0, answeredSince: 0, promised: undefined };

function connect(origin: Origin): Connections {
  const { request, agent } = origin.secure
    ? https(origin.tls)
    : { request: httpRequest, agent: new HttpAgent({ keepAlive: true }) };
  const { hostname: host, port, serverName: servername, lookup } = origin;
  const idle = new WeakMap<Socket, Idle>();
  const closeIfIdle = (socket: Socket, again: boolean): boolean => {
    const { since, answeredSince, promised } = idle.get(socket) ?? UNKNOWN;
    const now = Date.now();
    const isYoung = now - since <= (promised ?? (again ? IDLE_LIMIT : IDLE_LIMIT_ONCE));
    const kept = isYoung && now - answeredSince <= LONGEST_LIFE && !socket.readableEnded;
    if (!kept) socket.destroy();
    return kept;
  };
  return {
    request: ({ method, path, headers }) => request({ method, path, headers, agent, host, port, servername, lookup }),
    closeIdle(again) {
      let look = false;
      // One server, one name.
      for (const name in agent.freeSockets) {
        for (const socket of agent.freeSockets[name] ?? []) look = closeIfIdle(socket, again) || look;
      }
      return look;
    },
    keep(socket, keepAlive) {
      const since = Date.now();
      const answeredSince = idle.get(socket)?.answeredSince ?? since;
      idle.set(socket, { since, answeredSince, promised: promise(keepAlive) });
    },
    retire() {
      agent.maxFreeSockets = 0;
      for (const free of Object.values(agent.freeSockets)) for (const socket of free ?? []) socket.destroy();
    },
  };
}

function promise(keepAlive: string | readonly string[] | undefined): number | undefined {
  const [, seconds] = /(?:^|[,\s])timeout=(\d{1,6})(?:[,\s]|$)/i.exec(String(keepAlive ?? '')) ?? [];
  return seconds === undefined ? undefined : Math.min(LONGEST, Math.max(0, Number(seconds) * 1000 - MARGIN));
}

/** Loaded when needed, for it brings TLS with it: by `require`'s way, since `import()` costs 20 ms more. */
function https(tls: TlsMaterial = {}) {
  const { request, Agent } = process.getBuiltinModule('node:https');
  return { request, agent: new Agent({ keepAlive: true, ...tls }) };
}
