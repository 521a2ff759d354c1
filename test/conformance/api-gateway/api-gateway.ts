/**
 * `npm run conformance:api-gateway [-- CASE …]`: observed behaviours of API Gateway (`cases.json`), each tried against
 * `gatewright serve` with a template that holds nothing of ours. Exit 1 where a case of tier 1 differs, or more than a tenth of
 * tier 2, that is not listed with its reason, or one agrees that is.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { differences } from './compare.ts';
import { EXCEPTIONS } from './exceptions.ts';
import type { Observed } from './observed.ts';
import { API_KEYS } from './tries/api-keys.ts';
import { AUTHORIZERS } from './tries/authorizers.ts';
import { BINARY } from './tries/binary.ts';
import { EVENTS } from './tries/events.ts';
import { GATEWAY_RESPONSES } from './tries/gateway-responses.ts';
import { HTTP } from './tries/http.ts';
import { IMPORT } from './tries/import.ts';
import { INTEGRATIONS } from './tries/integrations.ts';
import { MOCK } from './tries/mock.ts';
import { RESPONSES } from './tries/responses.ts';
import { ROUTING } from './tries/routing.ts';
import type { Tries } from './tries/try.ts';
import { VALIDATION } from './tries/validation.ts';
import { openWorld } from './world.ts';

interface Case {
  readonly id: string;
  readonly area: string;
  readonly tier: 1 | 2;
  readonly response: Observed;
}

const TRIES: Tries = {
  ...EVENTS,
  ...RESPONSES,
  ...BINARY,
  ...ROUTING,
  ...VALIDATION,
  ...API_KEYS,
  ...AUTHORIZERS,
  ...MOCK,
  ...GATEWAY_RESPONSES,
  ...HTTP,
  ...IMPORT,
  ...INTEGRATIONS,
};
const TIER_2_SHARE = 0.9;

const text = await readFile(new URL('cases.json', import.meta.url), 'utf8');
const { cases } = JSON.parse(text) as { readonly cases: readonly Case[] }; // the file beside this one
const wanted = process.argv.slice(2);
const stateDir = await mkdtemp(join(tmpdir(), 'gatewright-conformance-'));
const world = await openWorld(stateDir);
const different = new Map<string, readonly string[]>();
for (const { id, response } of cases) {
  if (wanted.length > 0 && !wanted.includes(id)) continue;
  const attempt = TRIES[id];
  const found =
    attempt === undefined
      ? ['not tried']
      : await attempt(world).then(
          (seen) => differences(response, seen),
          (error: unknown) => [String(error)],
        );
  if (found.length > 0) different.set(id, found);
}
await world.close();
await rm(stateDir, { recursive: true, force: true });
process.exitCode = report() ? 0 : 1;

function report(): boolean {
  const table = new Table({ head: ['topic', 'tier 1', 'tier 2'], style: { head: [], border: [] } });
  const agreed = (some: readonly Case[]) => `${some.filter(({ id }) => !different.has(id)).length} of ${some.length}`;
  for (const topic of [...new Set(cases.map(({ area }) => area)), 'all']) {
    const own = cases.filter(({ area }) => topic === 'all' || area === topic);
    table.push([topic, ...([1, 2] as const).map((tier) => agreed(own.filter((item) => item.tier === tier)))]);
  }
  process.stdout.write(`${table.toString()}\n`);
  let good = true;
  for (const { id } of cases) {
    const found = different.get(id);
    const reason = EXCEPTIONS[id];
    if (found !== undefined) process.stdout.write(`${id}: ${reason ?? found.join('\n  ')}\n`);
    else if (reason !== undefined) process.stdout.write(`${id}: agrees, though it is listed as an exception\n`);
    if ((found === undefined) !== (reason === undefined)) good = false;
  }
  const second = cases.filter(({ tier }) => tier === 2);
  const share = second.filter(({ id }) => !different.has(id)).length / second.length;
  return good && cases.every(({ id, tier }) => tier === 2 || !different.has(id)) && share >= TIER_2_SHARE;
}
