/** Plays the accounts monolith, with the paths it has had for years. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readJson } from './read-json.ts';
import { respondJson } from './respond-json.ts';

export async function accounts(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
  if (path !== '/monolith/api/accounts/current') return false;
  const change = request.method === 'PATCH' ? await readJson(request) : {};
  respondJson(response, 200, { id: 'acc-7', name: 'Ada', ...change });
  return true;
}
