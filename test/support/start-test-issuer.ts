import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { ResolveEndpoint } from '../../lambdas/adapters/endpoint-urls.ts';
import type { TestKey } from './test-key.ts';

/** An issuer whose metadata and keys a test changes at will. */
export interface TestIssuer {
  readonly issuer: string;
  readonly discoveryUrl: string;
  /** Leads the issuer's addresses here. */
  readonly resolve: ResolveEndpoint;
  readonly endpointUrls: Readonly<Record<string, string>>;
  /** Paths asked for so far. */
  readonly requests: readonly string[];
  publish(...keys: readonly TestKey[]): void;
  /** Answers the next and later requests for a path with this; `undefined`: as usual again. */
  answer(path: '/.well-known/openid-configuration' | '/jwks', how: Answer | undefined): void;
  close(): Promise<void>;
}

export type Answer = (response: ServerResponse) => void;

export async function startTestIssuer(issuer = 'https://id.example.com'): Promise<TestIssuer> {
  const requests: string[] = [];
  const answers = new Map<string, Answer>();
  const json = (value: unknown) => (response: ServerResponse) => response.end(JSON.stringify(value));
  const usual = new Map<string, Answer>([
    ['/.well-known/openid-configuration', json({ issuer, jwks_uri: `${issuer}/jwks` })],
    ['/jwks', json({ keys: [] })],
  ]);
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push(path);
    const answer = answers.get(path) ?? usual.get(path);
    if (answer) answer(response);
    else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`;
  return {
    issuer,
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    resolve: (url) => url.replace(issuer, origin),
    endpointUrls: { [issuer]: origin },
    requests,
    publish: (...keys) => usual.set('/jwks', json({ keys: keys.map(({ publicJwk }) => publicJwk) })),
    answer(path, how) {
      if (how) answers.set(path, how);
      else answers.delete(path);
    },
    async close() {
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}
