/**
 * HTTP/2 connections to one server, kept for the life of the instance. As with HTTP/1.1 an instance is frozen between
 * invocations and does not see a server go; but here a server can be asked: what was idle for longer answers a PING before
 * it gets a request, which is one round trip where a new connection takes three.
 */
import type { ClientHttp2Session } from 'node:http2';
import type { Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { remembered } from '../core/remembered.ts';
import { connectSocket } from './connect-socket.ts';
import { LONGEST_LIFE } from './connections.ts';
import type { Origin } from './origin.ts';

/** A connection with a place for one request. */
export interface OpenSession {
  readonly session: ClientHttp2Session;
  readonly socket: Socket;
  /** Whether it carried a request before. */
  readonly isUsed: boolean;
  /** The last stream that the server has taken, once it said that it takes no more. */
  lastTaken(): number;
  /** Gives the place back. */
  end(): void;
}

export interface AcquireOptions {
  /** Whether the request may be sent again where its connection turns out to be dead. */
  readonly idempotent: boolean;
  /** Milliseconds for DNS, TCP and TLS together. */
  readonly connectTimeout: number;
}

export interface Sessions {
  /** Rejects with the connection's error: then nothing was sent. */
  acquire(options: AcquireOptions): Promise<OpenSession>;
  /** Those in use end with their exchanges, all others now. */
  retire(): void;
}

/** Milliseconds of idleness after which a server may have gone; after which it is asked; after which it is given up. */
const LOOK_AFTER = 10;
const ASK_AFTER = 4000;
/** The same for what must not be sent twice. */
const ASK_AFTER_ONCE = 1000;
/** NAT gateways and load balancers forget a connection after 350 s, without a word. */
const LONGEST = 60_000;

/** Milliseconds for the answer to a PING: beyond it a new connection is no slower. */
const PING_TIMEOUT = 300;

/** Streams at a time, until the server says how many it takes (RFC 9113 section 6.5.2 recommends no fewer). */
const MOST_STREAMS = 100;

/** Bytes on the way without a word from us: Node's 64 KB stall a download at each round trip. */
const STREAM_WINDOW = 1024 * 1024;
const CONNECTION_WINDOW = 4 * STREAM_WINDOW;

/** Node's 128 would fail what HTTP/1.1 lets pass. */
const MOST_FIELDS = 2000;

interface Kept {
  readonly session: ClientHttp2Session;
  readonly socket: Socket;
  readonly madeAt: number;
  active: number;
  isUsed: boolean;
  idleSince: number;
  lastTaken: number;
}

export const sessionsTo = remembered(new WeakMap<Origin, Sessions>(), keepSessions);

function keepSessions(origin: Origin): Sessions {
  const open = new Set<Kept>();
  let connecting: Promise<Kept> | undefined;
  let isRetired = false;

  const connect = async (timeout: number): Promise<Kept> => {
    const kept = keep(origin, await connectSocket(origin, timeout));
    open.add(kept);
    kept.session.once('close', () => open.delete(kept));
    return kept;
  };
  /** Many who wait at a time wait for one connection. */
  const connectOnce = (timeout: number): Promise<Kept> => {
    connecting ??= connect(timeout).finally(() => {
      connecting = undefined;
    });
    return connecting;
  };
  const end = (kept: Kept) => {
    kept.active -= 1;
    kept.isUsed = true;
    kept.idleSince = Date.now();
    if (kept.active > 0) return;
    if (isRetired) kept.session.close();
    // As an idle socket of HTTP/1.1: it keeps no process alive.
    else if (!kept.session.destroyed) kept.session.unref();
  };
  const begin = (kept: Kept): OpenSession => {
    kept.active += 1;
    kept.session.ref();
    let isOver = false;
    const { session, socket, isUsed } = kept;
    const giveBack = () => {
      if (!isOver) end(kept);
      isOver = true;
    };
    return { session, socket, isUsed, lastTaken: () => kept.lastTaken, end: giveBack };
  };
  const findAlive = async (askAfter: number): Promise<OpenSession | undefined> => {
    for (const kept of open) {
      if (isOld(kept) || isBusy(kept)) continue;
      const idleFor = kept.active > 0 ? 0 : Date.now() - kept.idleSince;
      // Taken before it is looked at: others choose meanwhile.
      const taken = begin(kept);
      if (await isAlive(kept, idleFor, askAfter)) return taken;
      taken.end();
      kept.session.destroy();
    }
    return undefined;
  };
  return {
    async acquire({ idempotent, connectTimeout }) {
      const found = await findAlive(idempotent ? ASK_AFTER : ASK_AFTER_ONCE);
      if (found !== undefined) return found;
      const made = await connectOnce(connectTimeout);
      return begin(isBusy(made) ? await connect(connectTimeout) : made);
    },
    retire() {
      isRetired = true;
      for (const { session } of open) session.close();
    },
  };
}

/** Then it ends with the requests that it carries. */
function isOld({ session, madeAt }: Kept): boolean {
  const is = Date.now() - madeAt > LONGEST_LIFE;
  if (is && !session.closed) session.close();
  return is;
}

const isBusy = ({ session, active }: Kept): boolean =>
  session.closed || session.destroyed || active >= (session.remoteSettings.maxConcurrentStreams ?? MOST_STREAMS);

async function isAlive({ session }: Kept, idleFor: number, askAfter: number): Promise<boolean> {
  if (idleFor > LONGEST) return false;
  if (idleFor <= LOOK_AFTER) return true;
  if (idleFor > askAfter) return answersPing(session);
  // What the server said meanwhile is heard when the event loop looks: surely between two turns.
  await turn();
  await turn();
  return !session.closed && !session.destroyed;
}

function answersPing(session: ClientHttp2Session): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), PING_TIMEOUT);
    const settle = (is: boolean) => {
      clearTimeout(timer);
      resolve(is && !session.closed && !session.destroyed);
    };
    try {
      session.ping((error) => settle(error === null));
    } catch {
      settle(false);
    }
  });
}

function keep({ secure, authority }: Origin, socket: Socket): Kept {
  const { connect } = process.getBuiltinModule('node:http2');
  const session = connect(`${secure ? 'https' : 'http'}://${authority}`, {
    createConnection: () => socket,
    settings: { enablePush: false, initialWindowSize: STREAM_WINDOW },
    maxHeaderListPairs: MOST_FIELDS,
  });
  const madeAt = Date.now();
  const kept: Kept = { session, socket, madeAt, active: 0, isUsed: false, idleSince: madeAt, lastTaken: ANY };
  // Before its handshake the session has no window yet.
  session.once('connect', () => session.setLocalWindowSize(CONNECTION_WINDOW));
  session.on('goaway', (_code, lastStream) => {
    kept.lastTaken = lastStream;
  });
  // Its streams fail, and say so.
  session.on('error', () => undefined);
  return kept;
}

const ANY = Number.POSITIVE_INFINITY;
