/** The servers behind `openapi/gateway.yaml`: two of them play its planner, both catalogue servers and the monolith. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { accounts } from './accounts.ts';
import { catalogue } from './catalogue.ts';
import { planner } from './planner.ts';
import { respondJson } from './respond-json.ts';

export interface SampleBackends {
  /** The document's target URLs → the servers that play them. */
  readonly endpointUrls: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export default async function startSampleBackends(): Promise<SampleBackends> {
  const servers = [createBackend('sample-1'), createBackend('sample-2')] as const;
  const [first, second] = await Promise.all([listen(servers[0]), listen(servers[1])]);
  return {
    endpointUrls: {
      'https://planner.internal.example.com': first,
      'https://catalogue-a.internal.example.com': first,
      'https://catalogue-b.internal.example.com': second,
      'https://monolith.internal.example.com': second,
    },
    close: async () => void (await Promise.all(servers.map(stop))),
  };
}

function createBackend(name: string): Server {
  return createServer((request, response) => {
    void answer(name, request, response).catch((error: unknown) => response.destroy(asError(error)));
  });
}

async function answer(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://sample.invalid');
  if (catalogue(name, response, pathname, searchParams)) return;
  if (await planner(request, response, pathname)) return;
  if (await accounts(request, response, pathname)) return;
  respondJson(response, 404, { server: name, message: `nothing at ${pathname}` });
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
