import { Readable } from 'node:stream';
import { UserError } from '../errors.ts';
import type { Assembly } from './assembly/assembly.ts';
import type { FunctionPool } from './functions/function-pool.ts';
import { importRestApi } from './rest-api/import-rest-api.ts';
import { unqualifiedArn } from './rest-api/lambda-uri.ts';
import type { Answer, Stage } from './steps/exchange.ts';
import { routeTree } from './steps/route-tree.ts';
import { methodThrottles } from './steps/throttle-stage.ts';

/** One assembly's APIs, each stage imported. */
export interface ServedApis {
  readonly assembly: Assembly;
  /** By `apiId/stage`. */
  readonly stages: ReadonlyMap<string, Stage>;
  /** What is served at the root. */
  readonly first: Stage;
}

/** Imports every API of an assembly, or refuses it. */
export function importApis(assembly: Assembly, dir: string, onLog: (line: string) => void): ServedApis {
  const functionArns = new Set(assembly.functions.map(({ arn }) => unqualifiedArn(arn)));
  const stages = new Map<string, Stage>();
  for (const definition of assembly.restApis) {
    for (const stage of definition.stages) {
      const api = importRestApi(definition, stage, { functionArns, onLog });
      stages.set(`${api.id}/${stage.name}`, {
        api,
        name: stage.name,
        deploymentId: stage.deploymentId,
        variables: Object.keys(stage.variables).length === 0 ? null : stage.variables,
        tree: routeTree(api.resources),
        throttles: methodThrottles(api, stage.name, stage.methodSettings),
      });
    }
  }
  const [first] = stages.values();
  if (first === undefined) throw new UserError('ASSEMBLY_UNSUPPORTED', `the assembly in ${dir} ${missing(assembly)}`);
  return { assembly, stages, first };
}

function missing({ restApis: [api] }: Assembly): string {
  return api === undefined
    ? 'has no REST API with an OpenAPI body: define one with SpecRestApi'
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
