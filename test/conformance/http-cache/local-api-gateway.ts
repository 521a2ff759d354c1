import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile, parseDocument } from '../../../lib/compiler/index.ts';
import { synthesize } from '../../../lib/constructs/synthesize.ts';
import { startLocalGateway } from '../../../lib/local/start-local-gateway.ts';

const METHODS = ['get', 'head', 'post', 'put', 'delete'];

/** The gateway as `dev` serves it, of a document in front of the target. OpenAPI has no name for other methods. */
function document(target: string): string {
  const operations = Object.fromEntries(METHODS.map((method) => [method, {}]));
  const gateway = { cache: { cookies: true }, retries: { attempts: 1 }, timeout: '20s' };
  const paths = { '/{collection}/{id}': operations, '/{collection}/{id}/{part}': operations };
  const info = { title: 'conformance', version: '1' };
  return JSON.stringify({ openapi: '3.0.3', info, servers: [{ url: target }], 'x-gateway': gateway, paths });
}

export async function startLocalApiGateway(target: string) {
  const { model, problems } = compile(parseDocument('conformance.json', document(target)), {});
  if (model === undefined) throw new Error(`the document does not compile: ${JSON.stringify(problems)}`);
  const folder = mkdtempSync(join(tmpdir(), 'gatewright-conformance-'));
  const assembly = synthesize({ model, outdir: join(folder, 'cdk.out'), stageName: 'test' });
  const gateway = await startLocalGateway({
    assembly,
    port: 0,
    stateDir: join(folder, 'state'),
  });
  return { url: gateway.url, stop: () => gateway.close() };
}
