import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { parseStrictJson } from '../core/validation/parse-strict-json.ts';
import { checkedLookup, isRefusedAddress } from './checked-lookup.ts';
import { type ResolveEndpoint, resolveEndpoint } from './endpoint-urls.ts';

export interface FetchOptions {
  readonly signal: AbortSignal;
  readonly resolve?: ResolveEndpoint | undefined;
  /** Whether the operator named the host: it may then be in a private network. @default true */
  readonly configured?: boolean;
  /** A form, instead of a GET. */
  readonly post?: { readonly body: string; readonly authorization: string };
}

/** Bytes. The largest key sets in use are a few kB; an issuer's mistake must not fill the function's memory. */
const maxBytes = 512 * 1024;

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
  const response = await send(reached, {
    host: named.host,
    // Where ENDPOINT_URLS leads, its author wants to go.
    ...(!isMapped && { lookup: checkedLookup(configured) }),
    ...options,
  });
  const parsed = parseStrictJson(await readText(response));
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

interface Sending extends Pick<FetchOptions, 'signal' | 'post'>, Pick<RequestOptions, 'lookup'> {
  readonly host: string;
}

function send(url: URL, { host, signal, post, lookup }: Sending): Promise<IncomingMessage> {
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
    signal,
    headers: { host, accept: 'application/json', ...form },
    ...(lookup && { lookup }),
    // Plain http needs no TLS server name, which Node would else work out with a pattern that takes 3 ms to compile.
    ...(url.protocol === 'http:' && { servername: '' }),
  };
  return new Promise((resolve, reject) => {
    const request: ClientRequest = open(url, options, resolve);
    request.once('error', reject);
    // Without a listener Node waits for ever after `101 Switching Protocols`.
    request.once('upgrade', (_response, socket) => {
      socket.destroy();
      reject(new Error('the answer has status 101'));
    });
    request.end(post?.body);
  });
}

async function readText(response: IncomingMessage): Promise<string> {
  if (response.statusCode !== 200) {
    response.destroy();
    throw new Error(`the answer has status ${response.statusCode}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    // Leaving the loop destroys the stream.
    if (size > maxBytes) throw new Error(`the answer is over ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
