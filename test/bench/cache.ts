import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type { RouterConfig } from '../../lambdas/core/router-config.ts';
import { lambdaBundle } from '../../lib/constructs/lambda-bundle.ts';
import { createTable } from '../../lib/local/dynamodb/create-table.ts';
import { startDynalite } from '../../lib/local/dynamodb/start-dynalite.ts';
import { proxyEvent } from '../support/proxy-event.ts';
import { backend, operation, proxied } from '../support/router-config.ts';
import { singleKeyTable } from '../support/single-key-table.ts';
import type { Row } from './row.ts';
import { quantile } from './statistics.ts';

type Handler = (event: APIGatewayProxyEvent, context: object) => Promise<APIGatewayProxyResult>;

/** What the log says of a request, and how long the handler took. */
interface Line {
  readonly microseconds: number;
  readonly cache: string;
  readonly cacheReads: number;
  readonly cacheWrites: number;
}

/** For V8 to have compiled what runs, as for the router's time. */
const WARM_UP_HITS = 3000;
const MEMORY_HITS = 3000;
/** Of the response, incompressible: with its fields it takes three units to write. */
const BYTES = 2400;

/** What the cache costs: units as the table reports them, and the router's own time for an answer from memory. */
export async function benchCache(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gatewright-bench-'));
  const dynalite = await startDynalite({ path: join(folder, 'dynamodb'), port: 0 });
  const target = createServer((_, response) =>
    response.setHeader('cache-control', 'max-age=600').end(randomBytes(BYTES)),
  );
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
  // A TCP server's address is never a string.
  const { port } = target.address() as AddressInfo;
  await createTable(`http://127.0.0.1:${dynalite.port}`, singleKeyTable('cache'));
  Object.assign(process.env, {
    CACHE_TABLE: 'cache',
    CACHE_TABLE_TIMEOUT: '5000',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${dynalite.port}`,
  });
  const asked = instances(folder, `http://127.0.0.1:${port}`);
  const [one, other] = [asked(), asked()];
  // Both then know what was purged, which they read every five seconds.
  await one('warm');
  await other('warm');
  const miss = await one('measured');
  const hit = await other('measured');
  const times: number[] = [];
  let memory = hit;
  for (let count = 0; count < WARM_UP_HITS + MEMORY_HITS; count += 1) {
    const line = await other('measured');
    if (line.cacheReads > 0) continue;
    memory = line;
    if (count >= WARM_UP_HITS) times.push(line.microseconds);
  }
  target.closeAllConnections();
  target.close();
  await dynalite.stop();
  const units = (measure: string, ours: number, most: number): Row => ({
    measure,
    unit: 'units',
    ours,
    bound: { kind: 'at most', value: most },
  });
  return [
    units('cache, miss: read', miss.cacheReads, 0.5),
    units(`cache, miss: written for ${BYTES} bytes, the lease one of them`, miss.cacheWrites, 4),
    units('cache, hit from the table: read', hit.cacheReads, 0.5),
    units('cache, hit from the table: written', hit.cacheWrites, 0),
    units('cache, hit from memory: read and written', memory.cacheReads + memory.cacheWrites, 0),
    {
      measure: 'cache, hit from memory: time in the router, p50',
      unit: 'µs',
      ours: quantile(times, 0.5),
      bound: { kind: 'at most', value: 60 },
    },
  ];
}

/** Routers that know nothing of each other, as instances of a Lambda; each answers with its line of the log. */
function instances(folder: string, target: string): () => (id: string) => Promise<Line> {
  const path = '/things/{id}';
  const config: RouterConfig = {
    version: 1,
    backends: { target: backend(target) },
    operations: [operation(`GET ${path}`, proxied('target', path, { timeout: 10_000, cache: {} }))],
  };
  for (const [name, content] of Object.entries(lambdaBundle('router').files))
    writeFileSync(join(folder, name), content);
  writeFileSync(join(folder, 'router-config.json'), JSON.stringify(config));
  const require = createRequire(import.meta.url);
  const file = join(folder, 'index.cjs');
  return () => {
    delete require.cache[file];
    const { handler }: { handler: Handler } = require(file);
    return async (id) => {
      const event = proxyEvent({ resource: path, path: `/things/${id}`, pathParameters: { id } });
      const { write } = process.stdout;
      let line = '';
      process.stdout.write = (text) => {
        line = String(text);
        return true;
      };
      const started = performance.now();
      const { statusCode } = await handler(event, { getRemainingTimeInMillis: () => 29_000 });
      const microseconds = (performance.now() - started) * 1000;
      process.stdout.write = write;
      if (statusCode !== 200) throw new Error(`the router answered ${statusCode}: ${line}`);
      return { ...JSON.parse(line), microseconds };
    };
  };
}
