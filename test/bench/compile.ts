import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { authorizerConfig, compile, gatewayDocument, routerConfig } from '../../lib/compiler/index.ts';
import { parseDocument } from '../../lib/compiler/parse-document.ts';
import type { Row } from './row.ts';
import { median } from './statistics.ts';

const RUNS = 7;
const BINDINGS = {
  routerUri: 'router',
  streamingRouterUri: 'streaming',
  authorizerUri: 'authorizer',
  credentials: 'role',
  authorizerCredentials: 'role',
};

/** Milliseconds of the processor for each real document. */
const BOUNDS = { github: 600, stripe: 500 };

/** (d): text to gateway document, router config and authorizer config, warm; and how that grows with the document. */
export function benchCompile(): readonly Row[] {
  return [...Object.entries(BOUNDS).map(([name, bound]) => rowOfDocument(name, bound)), rowOfGrowth()];
}

function rowOfDocument(name: string, bound: number): Row {
  const file = join(import.meta.dirname, `../data/openapi/${name}.json.gz`);
  const text = withoutBasic(gunzipSync(readFileSync(file)).toString('utf8'));
  return {
    measure: `compile ${name} (${Math.round(text.length / 1e5) / 10} MB)`,
    unit: 'ms',
    ours: median(Array.from({ length: RUNS }, () => timeCompile(name, text))),
    bound: { kind: 'at most', value: bound },
  };
}

/** Ten times the operations, ten times the time: half as much again is the garbage collector's. */
function rowOfGrowth(): Row {
  const time = (operations: number) => {
    const text = generatedDocument(operations);
    return median(Array.from({ length: 3 }, () => timeCompile('generated', text, 2 * operations)));
  };
  const small = time(2_000);
  return {
    measure: 'compile 20,000 operations',
    unit: 'ms',
    ours: time(20_000),
    peer: { name: '2,000 operations', value: small },
    bound: { kind: 'at most', value: 15 },
  };
}

/** Five operations for each resource: two resources, sub-resources, parts of segments, tokens on half of them. */
function generatedDocument(operations: number): string {
  const answer = { responses: { 200: { description: 'well' } } };
  const schema = { $ref: '#/components/schemas/thing' };
  const body = { content: { 'application/json': { schema } } };
  const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }];
  const paths = Array.from({ length: operations / 5 }, (_, index) => {
    const base = `/area${index % 40}/things${index}`;
    const security = index % 2 === 0 ? {} : { security: [{ token: [`scope${index % 7}`] }] };
    const named = (verb: string) => ({ operationId: `${verb}${index}`, ...answer, ...security });
    return [
      [base, { get: named('list'), post: { ...named('add'), requestBody: body } }],
      [`${base}/{id}`, { parameters, get: named('read'), put: { ...named('replace'), requestBody: body } }],
      [`${base}/{id}:start`, { parameters, post: named('start') }],
    ];
  });
  return JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'generated', version: '1' },
    servers: [{ url: 'https://api.example.com' }],
    paths: Object.fromEntries(paths.flat()),
    components: {
      schemas: {
        thing: { type: 'object', properties: { name: { type: 'string' }, parts: { type: 'array', items: schema } } },
      },
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
  });
}

/** Milliseconds of the processor: the machine may be busy with something else. */
function timeCompile(name: string, text: string, resourceQuota = 300): number {
  const start = process.cpuUsage();
  const { model, problems } = compile(parseDocument(`${name}.json`, text), {
    defaultIssuer: { issuer: 'https://issuer.example.com', audience: 'bench' },
    resourceQuota,
  });
  if (model === undefined) throw new Error(`${name} did not compile: ${JSON.stringify(problems.slice(0, 3))}`);
  gatewayDocument(model, BINDINGS);
  routerConfig(model);
  authorizerConfig(model);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Stripe offers `basic` beside `bearer`; the first is refused until the authorizer knows it. */
function withoutBasic(text: string): string {
  return text.replaceAll(/"basicAuth":\s*\[\]/g, '"bearerAuth": []');
}
