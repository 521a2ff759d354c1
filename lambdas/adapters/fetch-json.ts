import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { parseStrictJson } from '../core/validation/parse-strict-json.ts';
import { checkedLookup, isRefusedAddress } from './checked-lookup.ts';
import { type ResolveEndpoint, resolveEndpoint } from './endpoint-urls.ts';

export interface FetchOptions {
  /** Milliseconds until the last byte of the answer. */
  readonly timeout: number;
  readonly resolve?: ResolveEndpoint | undefined;
  /** Whether the operator named the host: it may then be in a private network. @default true */
  readonly configured?: boolean;
  /** A form, instead of a GET. */
  readonly post?: { readonly body: string; readonly authorization: string };
}

/** Bytes. The largest key sets in use are a few kB; an issuer's mistake must not fill the function's memory. */
const maxBytes = 512 * 1024;

/** Nobody has answered, or not to the end, in the time that there was. */
export class FetchTimeout extends Error {
  override readonly name = 'FetchTimeout';
}

const loopbackHosts: readonly string[] = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * Asks for a JSON document over https. Redirects are not followed, compression is not asked for, and anything but 200 with
 * JSON of at most 512 kB rejects. Not the global `fetch`: its first use costs a cold start 28 to 42 ms.
 */
export async function fetchJson(url: string, options: FetchOptions): Promise<unknown> {
  const { resolve = resolveEndpoint, configured = true } = options;
  const named = new URL(url);
  const reached = new URL(resolve(url));
  const isMapped = reached.href !== named.href;
  refuseUnsafe(named, reached, isMapped, configured);
  const text = await send(reached, {
    host: named.host,
    // Where ENDPOINT_URLS leads, its author wants to go.
    ...(!isMapped && { lookup: checkedLookup(configured) }),
    ...options,
  });
  const parsed = parseStrictJson(text);
  if (parsed.kind === 'faulty') throw new Error('the answer is not JSON');
  return parsed.value;
}

/** Plain http only to this machine, and only where `ENDPOINT_URLS` leads there: no document can ask for it. */
function refuseUnsafe(named: URL, reached: URL, isMapped: boolean, configured: boolean): void {
  if (named.protocol !== 'https:') throw new Error('the address is not https');
  if (named.username !== '' || named.password !== '') throw new Error('the address holds credentials');
  if (
    reached.protocol !== 'https:' &&
    !(reached.protocol === 'http:' && isMapped && loopbackHosts.includes(reached.hostname))
  )
    throw new Error('the endpoint is neither https nor on this machine');
  // A name is looked at when it is resolved, which Node does not do with an address.
  const address = reached.hostname.replace(/^\[(.*)\]$/, '$1');
  if (!isMapped && process.getBuiltinModule('node:net').isIP(address) && isRefusedAddress(address, configured))
    throw new Error('the address is in a network that is not to be asked');
}

interface Sending extends Pick<FetchOptions, 'timeout' | 'post'>, Pick<RequestOptions, 'lookup'> {
  readonly host: string;
}

/** By events and a timer: an `AbortSignal` and an iterated stream cost a cold start another 2 ms. */
function send(url: URL, { host, timeout, post, lookup }: Sending): Promise<string> {
  // Loaded when needed, for `node:https` brings TLS with it; not by `import()`, which loads all of undici for the names it
  // exports (25 ms of a cold start).
  const { request: open } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http');
  const form = post && {
    authorization: post.authorization,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(post.body),
  };
  const options = {
    method: post ? 'POST' : 'GET',
    headers: { host, accept: 'application/json', ...form },
    ...(lookup && { lookup }),
    // Plain http needs no TLS server name, which Node would else work out with a pattern that takes 3 ms to compile.
    ...(url.protocol === 'http:' && { servername: '' }),
  };
  return new Promise((resolve, reject) => {
    const request: ClientRequest = open(url, options, (response) => readText(response, settle, fail));
    const timer = setTimeout(() => fail(new FetchTimeout(`no whole answer within ${timeout} ms`)), timeout);
    const settle = (text: string) => {
      clearTimeout(timer);
      resolve(text);
    };
    const fail = (error: unknown) => {
      clearTimeout(timer);
      reject(error);
      request.destroy();
    };
    request.on('error', fail);
    // Without a listener Node waits for ever after `101 Switching Protocols`.
    request.once('upgrade', (_response, socket) => {
      socket.destroy();
      fail(new Error('the answer has status 101'));
    });
    request.end(post?.body);
  });
}

function readText(response: IncomingMessage, settle: (text: string) => void, fail: (error: unknown) => void): void {
  if (response.statusCode !== 200) fail(new Error(`the answer has status ${response.statusCode}`));
  const chunks: Uint8Array[] = [];
  let size = 0;
  response.on('data', (chunk: Uint8Array) => {
    size += chunk.length;
    if (size > maxBytes) fail(new Error(`the answer is over ${maxBytes} bytes`));
    else chunks.push(chunk);
  });
  response.once('end', () => settle(Buffer.concat(chunks).toString('utf8')));
  response.on('error', fail);
}
