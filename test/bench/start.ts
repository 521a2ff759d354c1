import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startLocalIssuer } from '../../lib/issuer/start-local-issuer.ts';
import { authorizerEvent } from './authorizer-event.ts';
import { exampleBundles } from './example-bundles.ts';
import { withMoreOperations } from './more-operations.ts';
import type { Row } from './row.ts';
import { median } from './statistics.ts';
import { startTarget } from './target.ts';
import { templateEvent } from './template-event.ts';

const RUNS = 21;
const ISSUER = 'https://id.example.com';

interface Start {
  readonly measure: string;
  readonly bundle: string;
  readonly event: object;
  readonly bound?: { readonly kind: 'at most'; readonly value: number };
}

/** (c): process start to the first answer of each bundle, and of an empty handler, in turn. */
export async function benchStart(root: string): Promise<readonly Row[]> {
  const { router, authorizer } = await exampleBundles(root);
  const target = await startTarget();
  const issuer = await startLocalIssuer({ issuers: [ISSUER], stateDir: join(root, '.bench') });
  const signing = {
    issuer: ISSUER,
    audience: 'blueprints',
    subject: 'bench',
    scopes: ['blueprints:read'],
    lifetime: 3_600_000,
  };
  const authorization = `Bearer ${await issuer.signToken(signing)}`;
  const endpoints = {
    ...issuer.endpointUrls,
    'https://catalogue-a.internal.example.com': target.url,
    'https://catalogue-b.internal.example.com': target.url,
  };
  const starts: readonly Start[] = [
    {
      measure: 'authorizer, start to first answer (no token: 401)',
      bundle: authorizer,
      event: authorizerEvent({}),
      bound: { kind: 'at most', value: 1.5 },
    },
    {
      measure: 'authorizer, start to first verified token, keys downloaded',
      bundle: authorizer,
      event: authorizerEvent({ Authorization: [authorization] }),
    },
    {
      measure: 'router, start to first proxied answer',
      bundle: router,
      event: templateEvent(),
      bound: { kind: 'at most', value: 2 },
    },
    {
      measure: 'router with 10,000 operations, start to first proxied answer',
      bundle: withMoreOperations(root, router),
      event: templateEvent(),
    },
  ];
  try {
    return await timeInTurn(root, starts, { ...process.env, ENDPOINT_URLS: JSON.stringify(endpoints) });
  } finally {
    await issuer.close();
    await target.stop();
  }
}

async function timeInTurn(root: string, starts: readonly Start[], env: NodeJS.ProcessEnv): Promise<readonly Row[]> {
  const empty = join(import.meta.dirname, 'empty.cjs');
  const contenders = [{ measure: 'empty', bundle: empty, event: {} }, ...starts];
  const files = await Promise.all(
    contenders.map(async ({ event }, index) => {
      const file = join(root, `.bench/event-${index}.json`);
      await writeFile(file, JSON.stringify(event));
      return file;
    }),
  );
  const times = contenders.map((): number[] => []);
  const processor = contenders.map((): number[] => []);
  for (let run = 0; run < RUNS; run += 1) {
    for (const [index, { bundle }] of contenders.entries()) {
      const child = join(import.meta.dirname, 'start-child.cjs');
      const { stdout } = await promisify(execFile)(process.execPath, [child, bundle, files[index] ?? ''], { env });
      const [clock, used] = stdout.slice(stdout.lastIndexOf('\n') + 1).split(' ');
      times[index]?.push(Number(clock));
      processor[index]?.push(Number(used));
    }
  }
  return [
    ...rowsOf(starts, times, ''),
    // What a busy machine does not stretch.
    ...rowsOf(starts, processor, ', of the processor'),
  ];
}

function rowsOf(
  starts: readonly Start[],
  [bare = [], ...ours]: readonly (readonly number[])[],
  what: string,
): readonly Row[] {
  const peer = { name: 'empty handler', value: median(bare) };
  return starts.map(({ measure, bound }, index) => ({
    measure: `${measure}${what}`,
    unit: 'ms',
    ours: median(ours[index] ?? []),
    peer,
    ...(bound && { bound }),
  }));
}
