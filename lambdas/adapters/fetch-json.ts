import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { type ResolveEndpoint, resolveEndpoint } from './endpoint-urls.ts';

/** Bytes. The largest key sets in use are a few kB; an issuer's mistake must not fill the function's memory. */
const maxBytes = 512 * 1024;

const loopbackHosts: readonly string[] = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * GETs a JSON document over https. Redirects are not followed, compression is not asked for, and anything but 200 with
 * JSON of at most 512 kB throws. Not the global `fetch`: its first use costs a cold start 28 to 42 ms.
 */
export async function fetchJson(
  url: string,
  signal: AbortSignal,
  resolve: ResolveEndpoint = resolveEndpoint,
): Promise<unknown> {
  const configured = new URL(url);
  const reached = new URL(resolve(url));
  refuseUnsafe(url, configured, reached);
  const headers = { host: configured.host, accept: 'application/json' };
  // Plain http needs no TLS server name, which Node would else work out with a pattern that takes 3 ms to compile.
  const tls = reached.protocol === 'https:' ? {} : { servername: '' };
  const options = { signal, headers, ...tls };
  const response = await send(reached, options);
  const text = await readText(response);
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('the answer is not JSON');
  }
}

/** Plain http only to this machine, and only where `ENDPOINT_URLS` leads there: no document can ask for it. */
function refuseUnsafe(url: string, configured: URL, reached: URL): void {
  if (configured.protocol !== 'https:') throw new Error('the address is not https');
  if (configured.username !== '' || configured.password !== '') throw new Error('the address holds credentials');
  if (reached.protocol === 'https:') return;
  const isMappedHere = reached.href !== new URL(url).href && loopbackHosts.includes(reached.hostname);
  if (reached.protocol !== 'http:' || !isMappedHere)
    throw new Error('the endpoint is neither https nor on this machine');
}

function send(url: URL, options: RequestOptions & { readonly servername?: string }): Promise<IncomingMessage> {
  // Loaded when needed, for `node:https` brings TLS with it; not by `import()`, which loads all of undici for the names it
  // exports (25 ms of a cold start).
  const { get } = process.getBuiltinModule(url.protocol === 'https:' ? 'node:https' : 'node:http');
  return new Promise((resolve, reject) => {
    const request: ClientRequest = get(url, options, resolve);
    request.once('error', reject);
    // Without a listener Node waits for ever after `101 Switching Protocols`.
    request.once('upgrade', (_response, socket) => {
      socket.destroy();
      reject(new Error('the answer has status 101'));
    });
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
