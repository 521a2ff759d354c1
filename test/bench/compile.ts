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

/** (d): text of a real document to gateway document, router config and authorizer config, warm CPU. */
export function benchCompile(): readonly Row[] {
  return ['github', 'stripe'].map((name) => {
    const text = gunzipSync(readFileSync(join(import.meta.dirname, `../data/openapi/${name}.json.gz`))).toString(
      'utf8',
    );
    const times = Array.from({ length: RUNS }, () => timeCompile(name, text));
    const bound = { kind: 'at most', value: 1000 } as const;
    return {
      measure: `compile ${name} (${Math.round(text.length / 1e5) / 10} MB)`,
      unit: 'ms',
      ours: median(times),
      bound,
    };
  });
}

function timeCompile(name: string, text: string): number {
  const start = performance.now();
  const { model, problems } = compile(parseDocument(`${name}.json`, withoutBasic(text)), {
    defaultIssuer: { issuer: 'https://issuer.example.com', audience: 'bench' },
  });
  if (model === undefined) throw new Error(`${name} did not compile: ${JSON.stringify(problems.slice(0, 3))}`);
  gatewayDocument(model, BINDINGS);
  routerConfig(model);
  authorizerConfig(model);
  return performance.now() - start;
}

/** Stripe offers `basic` beside `bearer`; the first is refused until the authorizer knows it. */
function withoutBasic(text: string): string {
  return text.replaceAll(/"basicAuth":\s*\[\]/g, '"bearerAuth": []');
}
