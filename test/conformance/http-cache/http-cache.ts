/**
 * `npm run conformance:cache -- --suite DIR [--front plain|api-gateway] [--test ID]`: the public suite for HTTP caches, from
 * a checkout of http-tests/cache-tests, against the router behind a plain HTTP server and behind the local API Gateway.
 * Exit 1 where a test fails that is not listed with its reason, or one passes that is.
 */
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { LEAGUE, SUMS } from './league.ts';
import { startLocalApiGateway } from './local-api-gateway.ts';
import { BEHIND_API_GATEWAY, BEHIND_PLAIN_HTTP, type NotPassed } from './not-passed.ts';
import { startPlainFront } from './plain-front.ts';
import { type Outcome, runSuite, startOrigin } from './suite.ts';

interface Front {
  readonly name: string;
  readonly start: (target: string) => Promise<{ readonly url: string; readonly stop: () => Promise<void> }>;
  readonly notPassed: NotPassed;
}

const FRONTS: Readonly<Record<string, Front>> = {
  plain: { name: 'behind a plain HTTP server', start: startPlainFront, notPassed: BEHIND_PLAIN_HTTP },
  'api-gateway': { name: 'behind the local API Gateway', start: startLocalApiGateway, notPassed: BEHIND_API_GATEWAY },
};

const { values } = parseArgs({
  options: { suite: { type: 'string' }, front: { type: 'string' }, test: { type: 'string' } },
});
const { suite, front, test } = values;
if (suite === undefined) {
  process.stderr.write('--suite is missing: the folder of a checkout of https://github.com/http-tests/cache-tests\n');
  process.exit(2);
}

const print = process.stdout.write.bind(process.stdout);
// The router runs in this process and writes its log there.
process.stdout.write = () => true;
const origin = await startOrigin(suite);
let failed = false;
for (const [key, { name, start, notPassed }] of Object.entries(FRONTS)) {
  if (front !== undefined && front !== key) continue;
  const served = await start(origin.url);
  const outcomes = await runSuite(suite, served.url, test);
  await served.stop();
  if (test === undefined && !report(name, outcomes, notPassed)) failed = true;
}
origin.stop();
process.exit(failed ? 1 : 0);

/** Whether what passed is what is recorded. */
function report(name: string, outcomes: readonly Outcome[], notPassed: NotPassed): boolean {
  const of = (kind: Outcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind);
  const passed = (kind: Outcome['kind']) => of(kind).filter((outcome) => outcome.passed).length;
  const [required, optimal] = [passed('required'), passed('optimal')];
  const total = required + optimal;
  const table = new Table({ head: ['cache', 'required', 'optimal', 'total'], style: { head: [], border: [] } });
  const rows: [string, string, string, number][] = [
    [`gatewright ${name}`, `${required}`, `${optimal}`, total],
    ...LEAGUE.map(([cache, one, other]): [string, string, string, number] => [
      cache,
      `${one}`,
      `${other}`,
      one + other,
    ]),
    ...SUMS.map(([cache, sum]): [string, string, string, number] => [cache, '', '', sum]),
  ];
  table.push(...rows.sort(([, , , one], [, , , other]) => other - one));
  print(
    `${table.toString()}\n${total} of ${of('required').length + of('optimal').length}; checks answered yes: ${passed('check')} of ${of('check').length}\n`,
  );
  const scored = outcomes.filter(({ kind }) => kind !== 'check');
  const unexpected = scored.filter((outcome) => !outcome.passed && notPassed[outcome.id] === undefined);
  const surprising = scored.filter((outcome) => outcome.passed && notPassed[outcome.id] !== undefined);
  for (const { id, kind, verdict, message } of unexpected)
    print(`fails and is not listed: ${id} (${kind}, ${verdict}) ${message}\n`);
  for (const { id } of surprising) print(`passes and is listed as not passed: ${id}\n`);
  return unexpected.length + surprising.length === 0;
}
