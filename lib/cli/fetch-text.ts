/** EDGE: the network, for what a document refers to by URL and the command line allows. */
import type { FileRead } from '../compiler/index.ts';

/** Of all redirects and the body together, in ms. */
const TIMEOUT = 10_000;
const MAX_REDIRECTS = 5;
const MAX_BYTES = 16 * 1024 * 1024;

/** Fetches a text over https; a redirect is followed only to where `isAllowed` says. */
export async function fetchText(url: string, isAllowed: (url: string) => boolean): Promise<FileRead> {
  const signal = AbortSignal.timeout(TIMEOUT);
  try {
    return await follow(url, isAllowed, signal);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return unreadable(signal.aborted ? `no answer within ${TIMEOUT / 1000} s` : String(cause));
  }
}

async function follow(url: string, isAllowed: (url: string) => boolean, signal: AbortSignal): Promise<FileRead> {
  let at = url;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const response = await fetch(at, { signal, redirect: 'manual' });
    if (response.ok) return readBody(response);
    const location = response.headers.get('location');
    if (location === null) return unreadable(`it is answered ${response.status}, correct the URL`);
    at = new URL(location, at).href;
    if (!at.startsWith('https:') || !isAllowed(at)) return unreadable(`it redirects to ${at}, which is not allowed`);
  }
  return unreadable(`it redirects more than ${MAX_REDIRECTS} times, name the last URL`);
}

const unreadable = (why: string): FileRead => ({ kind: 'unreadable', why });

async function readBody(response: Response): Promise<FileRead> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > MAX_BYTES) return unreadable(`it has more than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)) };
  } catch {
    return unreadable('it is not UTF-8 text');
  }
}
