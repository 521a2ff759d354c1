import { Readable } from 'node:stream';
import { UserError } from '../errors.ts';
import { type ApiDirectory, apiDirectory } from './apis/api-directory.ts';
import type { DeployTools } from './apis/deploy-stage.ts';
import { domainFinder, type FindDomain } from './apis/domain-finder.ts';
import { mappedApi } from './apis/mapped-api.ts';
import type { Assembly } from './assembly/assembly.ts';
import type { FunctionPool } from './functions/function-pool.ts';
import { apiProblems } from './rest-api/api-problems.ts';
import { holdApi } from './rest-api/hold-api.ts';
import { unqualifiedArn } from './rest-api/lambda-uri.ts';
import type { RestApi } from './rest-api/rest-api.ts';
import { runsElsewhere } from './rest-api/runs-elsewhere.ts';
import type { ApiStore } from './state/local-state.ts';
import type { Answer, Stage } from './steps/exchange.ts';

/** One assembly's APIs, each stage as it is served. */
export interface ServedApis {
  readonly assembly: Assembly;
  readonly apis: ApiDirectory;
  readonly findDomain: FindDomain;
  /** What is served at the root. */
  readonly first: () => Stage | undefined;
}

/** Imports every API of an assembly, or refuses it. */
export function importApis(
  assembly: Assembly,
  dir: string,
  store: ApiStore,
  now: number,
  options: Omit<DeployTools, 'cannotRun'>,
): ServedApis {
  const cannotRun = unable(assembly);
  const held = assembly.restApis.map((definition) => {
    const problems = apiProblems((line) => options.onLog(`REST API "${definition.name}": ${line}`));
    const api = holdApi(definition, problems, now);
    problems.throwIfAny(definition.name);
    return api;
  });
  const apis = apiDirectory(held, store, { ...options, cannotRun });
  const own = new Set(held.map(({ api }) => api.id));
  const stages = [...apis.stages].filter(([, { api }]) => own.has(api.id));
  if (stages.length === 0) throw new UserError('ASSEMBLY_UNSUPPORTED', `the assembly in ${dir} ${missing(assembly)}`);
  const [path] = stages.find(([, { api }]) => runsElsewhere(api).length === 0) ?? [];
  if (path === undefined) refuseAll(stages.map(([, { api }]) => api));
  tellUnmapped(assembly, apis, options.onLog);
  const findDomain = domainFinder(assembly.domains);
  return { assembly, apis, findDomain, first: () => (path === undefined ? undefined : apis.stages.get(path)) };
}

/** Says which mappings of custom domains are not served, or lead to nothing here. */
function tellUnmapped(
  { domains, unservedMappings }: Assembly,
  apis: ApiDirectory,
  onLog: (line: string) => void,
): void {
  for (const reason of unservedMappings) onLog(`a mapping of a custom domain is left out: ${reason}`);
  for (const { name, mappings } of domains) {
    for (const mapping of mappings) {
      const led = mappedApi(mapping, apis);
      if (led.kind === 'served') continue;
      onLog(`custom domain ${name}: /${mapping.basePath} is answered with 403: it leads to ${led.reason}`);
    }
  }
}

/** Where nothing of any API runs here, none is served to answer 500s. */
function refuseAll(apis: readonly RestApi[]): void {
  for (const api of apis) {
    const problems = apiProblems(() => {});
    for (const reason of runsElsewhere(api)) problems.nothingRuns(reason);
    problems.throwIfAny(api.name);
  }
}

/** Why a function of this ARN, with or without a version behind it, does not run here. */
function unable({ functions, unsupportedFunctions }: Assembly): DeployTools['cannotRun'] {
  const known = new Map<string, string | undefined>([
    ...functions.map(({ arn }) => [unqualifiedArn(arn), undefined] as const),
    ...unsupportedFunctions.map(({ arn, reason }) => [unqualifiedArn(arn), reason] as const),
  ]);
  return (arn) =>
    known.has(unqualifiedArn(arn)) ? known.get(unqualifiedArn(arn)) : `function ${arn} is not in the assembly`;
}

function missing({ restApis: [api] }: Assembly): string {
  return api === undefined
    ? 'has no REST API: define one, with RestApi or SpecRestApi'
    : `has no stage for REST API ${api.name}: add one, as SpecRestApi does unless told \`deploy: false\``;
}

/** An assembly with its functions running, until its last request is done. */
export interface ServedAssembly extends ServedApis {
  readonly functions: FunctionPool;
  /** Runs a request; the functions stay until its answer, streamed to the end, is there. */
  readonly run: (request: (served: ServedApis) => Promise<Answer>) => Promise<Answer>;
  /** Closes the functions when nothing runs any more. */
  readonly retire: () => Promise<void>;
  /** Closes the functions now: what still runs fails. */
  readonly end: () => Promise<void>;
}

export function serveAssembly(apis: ServedApis, functions: FunctionPool): ServedAssembly {
  let running = 0;
  let whenIdle: (() => void) | undefined;
  const release = () => {
    running--;
    if (running === 0) whenIdle?.();
  };
  return {
    ...apis,
    functions,
    run: async (request) => {
      running++;
      try {
        const answer = await request(apis);
        if (answer.body instanceof Readable && !answer.body.closed) answer.body.once('close', release);
        else release();
        return answer;
      } catch (error) {
        release();
        throw error;
      }
    },
    retire: async () => {
      if (running > 0) {
        await new Promise<void>((resolve) => {
          whenIdle = resolve;
        });
      }
      await functions.close();
    },
    end: () => functions.close({ within: 0 }),
  };
}
