import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { build } from 'esbuild';
import { exampleBundles } from './example-bundles.ts';
import { withMoreOperations } from './more-operations.ts';
import type { Row } from './row.ts';
import { quantile } from './statistics.ts';
import { startTarget } from './target.ts';
import { templateEvent } from './template-event.ts';

type Handler = (event: APIGatewayProxyEvent, context: object) => Promise<APIGatewayProxyResult>;

const BATCH = 250;
const BATCHES = 40;
/** V8 goes on to optimise for ten thousand requests: what counts is an instance that has served for a while. */
const WARM_UP_BATCHES = 40;

/**
 * (b): time per proxied request of the router's bundle and of a bare handler that only forwards, batch by batch in turn; then
 * of the router and of one with ten thousand more operations, which would cost the first two their places in caches.
 */
export async function benchRouterTime(root: string): Promise<readonly Row[]> {
  const { router } = await exampleBundles(root);
  const outfile = join(root, '.bench/bare-handler.cjs');
  const entryPoints = [join(import.meta.dirname, 'bare-handler.ts')];
  await build({ entryPoints, outfile, bundle: true, minify: true, platform: 'node', format: 'cjs', target: 'node24' });
  const target = await startTarget();
  process.env.BARE_TARGET = target.url;
  process.env.ENDPOINT_URLS = JSON.stringify({
    'https://catalogue-a.internal.example.com': target.url,
    'https://catalogue-b.internal.example.com': target.url,
  });
  const require = createRequire(import.meta.url);
  const load = (file: string): Handler => require(file).handler;
  const silenced = silenceLog();
  try {
    const [ours = [], bare = []] = await timesOf([load(router), load(outfile)]);
    const [same = [], more = []] = await timesOf([load(router), load(withMoreOperations(root, router))]);
    return rowsOf({ ours, bare, same, more });
  } finally {
    silenced.restore();
    await target.stop();
  }
}

function rowsOf({ ours, bare, same, more }: Readonly<Record<'ours' | 'bare' | 'same' | 'more', readonly number[]>>) {
  const row = (q: number) => ({
    unit: 'µs',
    ours: quantile(ours, q),
    peer: { name: 'bare handler', value: quantile(bare, q) },
  });
  const rows: readonly Row[] = [
    { measure: 'router, time per proxied request, p50', ...row(0.5), bound: { kind: 'at most', value: 1.2 } },
    { measure: 'router, time per proxied request, p99', ...row(0.99) },
    {
      measure: 'router with 10,000 operations, p50',
      unit: 'µs',
      ours: quantile(more, 0.5),
      peer: { name: 'with those of the example', value: quantile(same, 0.5) },
      bound: { kind: 'at most', value: 1.1 },
    },
  ];
  return rows;
}

/** Of each handler, batch by batch in turn. */
async function timesOf(handlers: readonly Handler[]): Promise<readonly number[][]> {
  const times: readonly number[][] = handlers.map(() => []);
  for (let batch = 0; batch < BATCHES + WARM_UP_BATCHES; batch += 1) {
    for (const [side, handler] of handlers.entries()) {
      const measured = await timeBatch(handler);
      if (batch >= WARM_UP_BATCHES) times[side]?.push(...measured);
    }
  }
  return times;
}

async function timeBatch(handler: Handler): Promise<readonly number[]> {
  const times: number[] = [];
  for (let serial = 0; serial < BATCH; serial += 1) {
    const event = templateEvent();
    const start = performance.now();
    const { statusCode } = await handler(event, { getRemainingTimeInMillis: () => 29_000, awsRequestId: 'bench' });
    times.push((performance.now() - start) * 1000);
    if (statusCode !== 200) throw new Error(`a handler answered ${statusCode}`);
  }
  return times;
}

/** The router writes its log line as in AWS, but not onto the table. */
function silenceLog() {
  const write = process.stdout.write;
  process.stdout.write = () => true;
  return {
    restore() {
      process.stdout.write = write;
    },
  };
}
