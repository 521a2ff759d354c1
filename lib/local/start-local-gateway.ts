import { join } from 'node:path';
import { mappedApi } from './apis/mapped-api.ts';
import { type Behaviour, DEFAULT_BEHAVIOUR } from './behaviour.ts';
import { clientCertificate } from './client-certificate.ts';
import { type GatewayRuntime, openGatewayRuntime } from './gateway-runtime.ts';
import { type HttpServer, startHttpServer } from './http-server.ts';
import { openState } from './state/open-state.ts';

export interface LocalGatewayOptions {
  /** Folder of a cloud assembly (`cdk.out`). */
  readonly assembly: string;
  /** 0: any free one. */
  readonly port: number;
  /** @default '127.0.0.1' the only one there is: no other machine reaches the gateway */
  readonly host?: '127.0.0.1';
  /** Folder of keys, counts and tables; made if it is not there, held alone while the gateway runs. */
  readonly stateDir: string;
  /** JSON: names of secrets → texts or objects, for functions that ask Secrets Manager. @default `secrets.json` in `stateDir` */
  readonly secretsFile?: string | undefined;
  /** PEM of a certificate that every client is taken to have shown, else this throws. @default - none, as without mutual TLS */
  readonly clientCertificate?: string | undefined;
  /** Added to every function's own variables, and stronger than those. @default none */
  readonly environment?: Environment;
  /** What AWS leaves undocumented. @default `DEFAULT_BEHAVIOUR` */
  readonly behaviour?: Partial<Behaviour>;
  /** Takes each line of the access logs of stages that have one. @default none are written */
  readonly onAccess?: (line: string) => void;
  /** What functions write and what the gateway has to say, line by line. @default dropped */
  readonly onLog?: (line: string) => void;
}

export interface LocalGateway {
  /** `http://127.0.0.1:PORT`, the first stage of which something runs here. */
  readonly url: string;
  /** That of the root first. */
  readonly apis: readonly ServedApi[];
  /** What custom domains lead to. */
  readonly domains: readonly ServedDomain[];
  /** Those of the served stages: the assembly's, and those kept from earlier versions of it. */
  readonly plans: readonly { readonly id: string; readonly name: string }[];
  /** The value of an environment variable that the assembly gives its functions; `undefined`: none of them has it. */
  variable(name: string): string | undefined;
  /**
   * Serves another assembly from the next request on; those in flight finish on the old one. When it is refused, the old
   * one stays.
   * @param environment as at the start, @default that of the start
   */
  replaceAssembly(dir: string, environment?: Environment): Promise<void>;
  /** Lets requests in flight finish, at most five seconds, then ends everything. */
  close(): Promise<void>;
}

export interface ServedApi {
  readonly id: string;
  readonly name: string;
  readonly stage: string;
  readonly url: string;
}

/** A mapping of a custom domain. */
export interface ServedDomain {
  /** Name of the API. */
  readonly api: string;
  /** `undefined`: the path names it, behind that of the URL. */
  readonly stage: string | undefined;
  /** For who names the domain in the `Host` field, or has its name lead to this machine. */
  readonly url: string;
}

type Environment = Readonly<Record<string, string>>;

/** Milliseconds for requests in flight at the end. */
const GRACE = 5_000;

/** Serves the REST APIs of a cloud assembly on this machine: API Gateway, Lambda and DynamoDB, with keys and usage plans. */
export async function startLocalGateway(options: LocalGatewayOptions): Promise<LocalGateway> {
  const onLog = options.onLog ?? (() => {});
  const onError = (error: unknown) => onLog(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const { stateDir, environment = {} } = options;
  // Lambda's; threads, as which functions run here, have the process's.
  process.env.TZ = 'UTC';
  const behaviour = { ...DEFAULT_BEHAVIOUR, ...options.behaviour };
  const runtime = openGatewayRuntime({
    state: openState(stateDir, onError),
    stateDir,
    secretsFile: options.secretsFile ?? join(stateDir, 'secrets.json'),
    clientCertificate:
      options.clientCertificate === undefined ? undefined : clientCertificate(options.clientCertificate),
    behaviour,
    onLog,
    onAccess: options.onAccess,
    onError,
  });
  try {
    await runtime.load(options.assembly, environment);
    const server = await startHttpServer({
      host: options.host ?? '127.0.0.1',
      port: options.port,
      handle: runtime.handle,
      onError,
    });
    runtime.reachedAt(server.port);
    return localGateway(server, runtime, environment);
  } catch (error) {
    await runtime.close();
    throw error;
  }
}

function localGateway(server: HttpServer, runtime: GatewayRuntime, first: Environment): LocalGateway {
  const url = `http://127.0.0.1:${server.port}`;
  return {
    url,
    get apis() {
      const stages = [...runtime.served().apis.stages.values()];
      const first = runtime.served().first();
      return stages
        .toSorted((a, b) => Number(b === first) - Number(a === first))
        .map(({ api, name }) => ({
          id: api.id,
          name: api.name,
          stage: name,
          url: `${url}/_aws/execute-api/${api.id}/${name}`,
        }));
    },
    get domains() {
      const { apis, assembly } = runtime.served();
      return assembly.domains.flatMap(({ name, mappings }) =>
        mappings.flatMap((mapping) => {
          const led = mappedApi(mapping, apis);
          const address = `http://${name}:${server.port}/${mapping.basePath}`;
          return led.kind === 'served' ? [{ api: led.name, stage: mapping.stage, url: address }] : [];
        }),
      );
    },
    get plans() {
      const { stages } = runtime.served().apis;
      return runtime
        .plans()
        .filter(({ apiStages }) => apiStages.some(({ apiId, stage }) => stages.has(`${apiId}/${stage}`)))
        .map(({ id, name }) => ({ id, name }));
    },
    variable: runtime.variable,
    replaceAssembly: (dir, environment = first) => runtime.load(dir, environment),
    close: async () => {
      await server.close(GRACE);
      await runtime.close();
    },
  };
}
