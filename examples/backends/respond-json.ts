import type { ServerResponse } from 'node:http';

export function respondJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-powered-by': 'the sample backends' });
  response.end(JSON.stringify(value));
}
