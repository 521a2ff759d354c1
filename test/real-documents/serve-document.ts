import { rm } from 'node:fs/promises';
import { Agent, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { ApiModel } from '../../lib/compiler/api-model.ts';
import { synthesize } from '../../lib/constructs/synthesize.ts';
import { startLocalIssuer } from '../../lib/issuer/start-local-issuer.ts';
import { startLocalGateway } from '../../lib/local/index.ts';
import { differences } from './differences.ts';
import type { startEchoBackend } from './echo-backend.ts';
import { type InventedRequest, inventRequest } from './invent-request.ts';

const CONCURRENCY = 8;

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
    const scopes = model.operations.flatMap(({ security }) =>
      (security.requirements ?? []).flatMap((requirement) => requirement.flatMap((part) => part.scopes)),
    );
    const [trusted] = issuers;
    const token =
      trusted &&
      (await issuer.signToken({
        issuer: trusted.issuer,
        audience: trusted.audience ?? ['any'],
        subject: 'documents',
        scopes: [...new Set(scopes)],
        lifetime: 3_600_000,
      }));
    return await sendToEach(model, async (sent, serial) => {
      const { status, body } = await send(agent, gateway.url, sent, {
        'x-serial': String(serial),
        ...(token && { authorization: `Bearer ${token}` }),
      });
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
  check: (sent: InventedRequest, serial: number) => Promise<readonly string[]>,
): Promise<Served> {
  const unfaithful: string[] = [];
  const waiting = model.operations.filter(({ handling }) => handling.kind === 'proxy').entries();
  let faithful = 0;
  const sender = async () => {
    for (const [serial, operation] of waiting) {
      const found = await check(inventRequest(operation, model, serial), serial);
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

function send(agent: Agent, base: string, sent: InventedRequest, extra: Record<string, string>): Promise<Received> {
  const query = new URLSearchParams(sent.query.map(([name, value]): [string, string] => [name, value])).toString();
  const url = `${base}${sent.path}${query === '' ? '' : `?${query}`}`;
  // Node frames no content of a DELETE by itself.
  const framing = sent.body !== undefined && { 'content-length': Buffer.byteLength(sent.body) };
  const headers = { ...sent.headers, ...extra, ...framing };
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { agent, method: sent.method, headers }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
    });
    request.once('error', reject).end(sent.body);
  });
}
