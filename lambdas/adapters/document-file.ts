import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Representation {
  readonly body: Uint8Array;
  /** Of its bytes, in quotation marks. */
  readonly entityTag: string;
}

/** As the compiler writes it, before anything of the user's. */
const SERVERS = '"servers":[{"url":"/"}]';

/** A document of megabytes for each name of the API: stage's URL and custom domains. */
const KEPT = 4;

const made = new Map<string, Promise<Representation>>();

/** The document for consumers that lies beside this bundle, with the gateway's URL in it; read when first asked for. */
export function readDocument(url: string, coding: 'gzip' | 'identity'): Promise<Representation> {
  const key = `${coding} ${url}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const [oldest] = made.keys();
  if (oldest !== undefined && made.size >= KEPT) made.delete(oldest);
  const representation = represent(url, coding);
  made.set(key, representation);
  return representation;
}

async function represent(url: string, coding: 'gzip' | 'identity'): Promise<Representation> {
  const text = readFileSync(join(import.meta.dirname, 'openapi.json'), 'utf8');
  const document = Buffer.from(text.replace(SERVERS, () => `"servers":${JSON.stringify([{ url }])}`));
  // Not for every start of the router.
  const [{ createHash }, { gzipSync }] = await Promise.all([import('node:crypto'), import('node:zlib')]);
  const body = coding === 'gzip' ? gzipSync(document) : document;
  return { body, entityTag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}
