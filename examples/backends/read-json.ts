import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';

/** The fields of a JSON object; none when the body is anything else. */
export async function readJson(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const value: unknown = await json(request).catch(() => undefined);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
