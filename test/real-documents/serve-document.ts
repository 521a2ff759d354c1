import { rm } from 'node:fs/promises';
import { Agent, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { ApiModel, Operation } from '../../lib/compiler/api-model.ts';
import { synthesize } from '../../lib/constructs/synthesize.ts';
import { startLocalIssuer } from '../../lib/issuer/start-local-issuer.ts';
import { startLocalGateway } from '../../lib/local/index.ts';
import { differences } from './differences.ts';
import type { startEchoBackend } from './echo-backend.ts';
import { type InventedRequest, inventRequest } from './invent-request.ts';
import { type Carried, localCredentials } from './local-credentials.ts';

/** A start takes a processor for itself, and a table is given a second: more at once would time this machine. */
const CONCURRENCY = 2;

export interface Served {
  /** Operations whose request reached the target as it was sent. */
  readonly faithful: number;
  /** One line for each that did not. */
  readonly unfaithful: readonly string[];
}

/** Synthesizes the model, serves the assembly, and sends one invented request to every operation. */
export async function serveDocument(
  model: ApiModel,
  echo: Awaited<ReturnType<typeof startEchoBackend>>,
  folder: string,
): Promise<Served> {
  const assembly = synthesize({
    model,
    outdir: join(folder, 'cdk.out'),
    stageName: 'test',
  });
  const issuers = Object.values(model.schemes).flatMap((scheme) => (scheme.kind === 'jwt' ? scheme.issuers : []));
  const issuer = await startLocalIssuer({ issuers: issuers.map(({ issuer }) => issuer), stateDir: folder });
  const gateway = await startLocalGateway({
    assembly,
    port: 0,
    stateDir: folder,
    environment: { ENDPOINT_URLS: JSON.stringify(issuer.endpointUrls) },
  });
  const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
  try {
    const carriedBy = await localCredentials(model, { gateway, issuer, secrets: join(folder, 'secrets.json') });
    return await sendToEach(model, async (operation, serial) => {
      const carried = carriedBy(operation);
      const sent = withoutCredentials(inventRequest(operation, model, serial), carried);
      const { status, body } = await send(agent, gateway.url, sent, carried, serial);
      const found = differences(sent, echo.take(serial));
      return status === 200 ? found : [`status ${status} ${body}`, ...found];
    });
  } finally {
    agent.destroy();
    await gateway.close();
    await issuer.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function sendToEach(
  model: ApiModel,
  check: (operation: Operation, serial: number) => Promise<readonly string[]>,
): Promise<Served> {
  const unfaithful: string[] = [];
  const waiting = model.operations.filter(({ handling }) => handling.kind === 'proxy').entries();
  let faithful = 0;
  const sender = async () => {
    for (const [serial, operation] of waiting) {
      const found = await check(operation, serial);
      if (found.length === 0) faithful += 1;
      else unfaithful.push(`${operation.id}: ${found.join('; ')}`);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, sender));
  return { faithful, unfaithful };
}

interface Received {
  readonly status: number;
  readonly body: string;
}

/** Some documents describe their credentials as parameters as well: a request has each once. */
function withoutCredentials(sent: InventedRequest, { headers, query }: Carried): InventedRequest {
  const hidden = new Set(query.map(([name]) => name));
  return {
    ...sent,
    query: sent.query.filter(([name]) => !hidden.has(name)),
    headers: Object.fromEntries(Object.entries(sent.headers).filter(([name]) => !Object.hasOwn(headers, name))),
  };
}

function send(agent: Agent, base: string, sent: InventedRequest, carried: Carried, serial: number): Promise<Received> {
  const fields = [...sent.query, ...carried.query].map(([name, value]): [string, string] => [name, value]);
  const query = new URLSearchParams(fields).toString();
  const url = `${base}${sent.path}${query === '' ? '' : `?${query}`}`;
  // Node frames no content of a DELETE by itself.
  const framing = sent.body !== undefined && { 'content-length': Buffer.byteLength(sent.body) };
  const headers = { ...sent.headers, ...carried.headers, 'x-serial': String(serial), ...framing };
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { agent, method: sent.method, headers }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
    });
    request.once('error', reject).end(sent.body);
  });
}
