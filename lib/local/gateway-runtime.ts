import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Assembly, UsagePlanDefinition } from './assembly/assembly.ts';
import { readAssembly } from './assembly/read-assembly.ts';
import type { Behaviour } from './behaviour.ts';
import type { ClientCertificate } from './client-certificate.ts';
import { type ControlPlaneTools, controlPlane } from './control-plane/control-plane.ts';
import type { LocalDynamoDb } from './dynamodb/local-dynamodb.ts';
import { startDynamoDb } from './dynamodb/start-dynamodb.ts';
import { forwardToService } from './forward-to-service.ts';
import { startLambdaService } from './functions/lambda-service.ts';
import { openFunctionPool } from './functions/open-function-pool.ts';
import { handleRequest, type RequestTools } from './handle-request.ts';
import type { ServerRequest } from './http-server.ts';
import { loadPlans } from './plans/load-plans.ts';
import { planDirectory } from './plans/plan-directory.ts';
import { quotaCounters } from './plans/quota-counters.ts';
import { randomHex } from './request-ids.ts';
import { startSchedules } from './schedules/start-schedules.ts';
import { startSecretsService } from './secrets/start-secrets-service.ts';
import type { LoopbackService } from './serve-on-loopback.ts';
import { importApis, type ServedApis, type ServedAssembly, serveAssembly } from './served-assembly.ts';
import type { LocalState } from './state/local-state.ts';
import { authorizerCache } from './steps/authorizer-cache.ts';
import type { Answer } from './steps/exchange.ts';
import { throttles } from './steps/throttles.ts';

export interface GatewayRuntimeOptions {
  readonly state: LocalState;
  readonly stateDir: string;
  /** JSON, of development secrets. */
  readonly secretsFile: string;
  /** Of each client. */
  readonly clientCertificate: ClientCertificate | undefined;
  readonly behaviour: Behaviour;
  readonly onLog: (line: string) => void;
  /** Takes the lines of access logs; `undefined`: none are written. */
  readonly onAccess: ((line: string) => void) | undefined;
  readonly onError: (error: unknown) => void;
}

/** Everything behind the port. WIRING. */
export interface GatewayRuntime {
  /** Serves an assembly from the next request on; rejects, and changes nothing, when it is refused. */
  readonly load: (dir: string, variables: Readonly<Record<string, string>>) => Promise<void>;
  readonly handle: (request: ServerRequest) => Promise<Answer>;
  readonly served: () => ServedApis;
  readonly plans: () => readonly UsagePlanDefinition[];
  /** As the assembly gives it to the first function that has it. */
  readonly variable: (name: string) => string | undefined;
  /** Tells which port clients reach. */
  readonly reachedAt: (port: number) => void;
  readonly close: () => Promise<void>;
}

const DYNAMODB = {
  name: 'DynamoDB',
  errors: 'com.amazonaws.dynamodb.v20120810#',
  contentType: 'application/x-amz-json-1.0',
} as const;
const SECRETS_MANAGER = { name: 'Secrets Manager', errors: '', contentType: 'application/x-amz-json-1.1' } as const;

export function openGatewayRuntime(options: GatewayRuntimeOptions): GatewayRuntime {
  const { state, behaviour, onLog } = options;
  const plans = planDirectory(state);
  const counters = quotaCounters(state, behaviour);
  const buckets = throttles();
  const cache = authorizerCache();
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  const running = new Set<ServedAssembly>();
  let port = 0;
  let endSchedules = () => {};
  let current: { readonly served: ServedAssembly; readonly tools: RequestTools } | undefined;
  let dynamoDb: LocalDynamoDb | undefined;
  let lambda: LoopbackService | undefined;
  let secrets: LoopbackService | undefined;

  const shared = {
    cache,
    keys: state.apiKeys,
    plans,
    counters,
    throttles: buckets,
    behaviour,
    agents,
    clock: Date.now,
    hex: randomHex,
    random: Math.random,
    clientCertificate: options.clientCertificate,
    onAccess: options.onAccess,
    onLog,
    onError: options.onError,
  };
  const served = (): ServedAssembly => {
    if (current === undefined) throw new Error('no assembly is loaded');
    return current.served;
  };
  const control: ControlPlaneTools = {
    state,
    plans,
    counters,
    cache,
    throttles: buckets,
    behaviour,
    apis: () => served().apis,
    clock: Date.now,
  };
  const tablesOf = async ({ tables }: Assembly): Promise<Record<string, string>> => {
    if (tables.length === 0 && dynamoDb === undefined) return {};
    dynamoDb ??= await startDynamoDb({ stateDir: options.stateDir, onLog });
    await dynamoDb.createTables(tables);
    return {
      AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint,
      CACHE_TABLE_TIMEOUT: TABLE_TIMEOUT,
      LIMIT_TABLE_TIMEOUT: TABLE_TIMEOUT,
      STATE_TABLE_TIMEOUT: TABLE_TIMEOUT,
    };
  };
  return {
    load: async (dir, variables) => {
      const assembly = await readAssembly(dir);
      const apis = importApis(assembly, dir, state.apis, Date.now(), { behaviour, onLog });
      lambda ??= await startLambdaService({
        functions: () => served().functions,
        controlPlane: (request) => controlPlane(request, control),
        onError: options.onError,
      });
      secrets ??= await startSecretsService({ file: options.secretsFile, onLog });
      const environment = {
        ...(await tablesOf(assembly)),
        AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
        AWS_ENDPOINT_URL_LAMBDA: lambda.endpoint,
        AWS_ENDPOINT_URL_API_GATEWAY: lambda.endpoint,
        ...elsewhere(process.env),
        ...variables,
      };
      loadPlans(assembly, state, Date.now());
      plans.refresh();
      const functions = openFunctionPool({
        functions: assembly.functions,
        environment,
        onLog: (name, line) => onLog(`${name}: ${line}`),
      });
      const previous = current?.served;
      // What was in use will be at once: no request has to wait for a cold start because of the change.
      await functions.start(previous?.functions.started() ?? []);
      const next = serveAssembly(apis, functions);
      current = {
        served: next,
        tools: {
          ...shared,
          functions,
          controlPlane: (request) => controlPlane(request, control),
          dynamoDb: (request) => forwardToService(request, { ...DYNAMODB, endpoint: dynamoDb?.endpoint }),
          secretsManager: (request) => forwardToService(request, { ...SECRETS_MANAGER, endpoint: secrets?.endpoint }),
          port: () => port,
        },
      };
      endSchedules();
      endSchedules = startSchedules(assembly.schedules, {
        ...shared,
        invoke: functions.invoke,
        functionArns: assembly.functions.map(({ arn }) => arn),
      });
      cache.flush('');
      running.add(next);
      previous?.retire().then(() => running.delete(previous), options.onError);
    },
    handle: (request) => {
      if (current === undefined) throw new Error('no assembly is loaded');
      const { tools } = current;
      return current.served.run((apis) => handleRequest(request, apis, tools));
    },
    served,
    plans: plans.list,
    variable: (name) =>
      served().assembly.functions.find(({ environment }) => environment[name] !== undefined)?.environment[name],
    reachedAt: (reached) => {
      port = reached;
    },
    close: async () => {
      endSchedules();
      await Promise.all(Array.from(running, (assembly) => assembly.end()));
      agents.http.destroy();
      agents.https.destroy();
      await dynamoDb?.close();
      await lambda?.close();
      await secrets?.close();
      state.close();
    },
  };
}

/** Milliseconds: under load the embedded table is slower than AWS's, and a cache that is passed by shows nothing of itself. */
const TABLE_TIMEOUT = '5000';

/** Services that do not run here, where whoever starts this names others; to the functions as to every AWS SDK. */
const ELSEWHERE = ['AWS_ENDPOINT_URL_SECRETS_MANAGER', 'AWS_ENDPOINT_URL_SERVICEDISCOVERY', 'DNS_SERVERS'];

function elsewhere(environment: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const named = ELSEWHERE.flatMap((name) => (environment[name] ? [[name, environment[name]] as const] : []));
  return Object.fromEntries(named);
}
