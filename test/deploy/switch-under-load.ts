/** A deploy under load, in the local runtime, which has one API for both assemblies as AWS has: the emulator makes another one. */
import { EventEmitter, once } from 'node:events';
import { Agent, createServer, get } from 'node:http';
import { join } from 'node:path';
import { compile, parseDocument } from '../../lib/compiler/index.ts';
import { synthesize } from '../../lib/constructs/synthesize.ts';
import { startLocalIssuer } from '../../lib/issuer/index.ts';
import { startLocalGateway } from '../../lib/local/index.ts';
import { quantile } from '../bench/statistics.ts';

const ISSUER = 'https://id.example.com';
const CLIENTS = 16;

export interface SwitchReport {
  readonly requests: number;
  /** `status, deploy of the router, deploy of the target` of those that failed or were served by two deploys. */
  readonly faulty: readonly string[];
  /** Begun after a switch was done, and served by the deploy before. */
  readonly late: number;
  /** What the runtime and the functions had to say of failures. */
  readonly logged: readonly string[];
  /** Milliseconds; of the hundred requests that began first after each switch. */
  readonly p99: number;
  readonly p50: number;
}

/** Router, target path and the operation's name are of one deploy; the authorizer vouches for that name, or the router refuses. */
const documentOf = (deploy: string, target: string): string => `openapi: 3.0.3
info: { title: Switched, version: '1' }
servers: [{ url: ${target} }]
paths:
  /thing:
    get:
      operationId: thing-${deploy}
      security: [{ session: [] }]
      x-gateway: { path: /${deploy}, headers: { response: { set: { x-deploy: ${deploy} } } } }
      responses: {}
components:
  securitySchemes:
    session: { type: openIdConnect, openIdConnectUrl: ${ISSUER}/.well-known/openid-configuration, x-gateway: { audience: things } }
`;

/** Sixteen clients ask without pause, while two assemblies take turns: each switch is a deploy, and a rollback. */
export async function switchUnderLoad(folder: string, switches: number): Promise<SwitchReport> {
  const target = createServer((request, response) => response.end(request.url?.slice(1)));
  await once(target.listen(0, '127.0.0.1'), 'listening');
  const address = target.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const issuer = await startLocalIssuer({ issuers: [ISSUER], stateDir: join(folder, 'issuer') });
  const assemblies = ['a', 'b'].map((deploy) => assemblyOf(folder, deploy, url));
  const logged: string[] = [];
  const gateway = await startLocalGateway({
    onLog: (line) => {
      if (!line.includes('"level":"INFO"')) logged.push(line);
    },
    assembly: assemblies[0] ?? '',
    port: 0,
    stateDir: join(folder, 'state'),
    environment: { ENDPOINT_URLS: JSON.stringify(issuer.endpointUrls) },
  });
  const token = await issuer.signToken({ issuer: ISSUER, audience: 'things', subject: 'tester', scopes: [] });
  const load = startLoad(`${gateway.url}/thing`, token);
  try {
    await load.until(100);
    for (let turn = 1; turn <= switches; turn++) {
      await gateway.replaceAssembly(assemblies[turn % 2] ?? '');
      load.switched(turn % 2 === 0 ? 'a' : 'b');
      await load.until(120);
    }
    return { ...(await load.end()), logged };
  } finally {
    await load.end();
    await Promise.all([gateway.close(), issuer.close()]);
    target.closeAllConnections();
    target.close();
  }
}

function assemblyOf(folder: string, deploy: string, target: string): string {
  const { model, problems } = compile(parseDocument('switched.yaml', documentOf(deploy, target)));
  if (model === undefined) throw new Error(problems.map(({ message }) => message).join());
  return synthesize({ model, outdir: join(folder, deploy), stageName: 'prod' });
}

interface Load {
  /** Until so many more requests are answered. */
  until(more: number): Promise<void>;
  /** Tells which deploy every request has to be served by that begins from now on. */
  switched(deploy: string): void;
  end(): Promise<Omit<SwitchReport, 'logged'>>;
}

function startLoad(url: string, token: string): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
  const headers = { authorization: `Bearer ${token}` };
  const answers = new EventEmitter();
  const faulty: string[] = [];
  const times: number[] = [];
  let [requests, late, sinceSwitch, isOver, expected] = [0, 0, Number.POSITIVE_INFINITY, false, ''];
  const client = async () => {
    while (!isOver) {
      const [due, start, isFirst] = [expected, performance.now(), sinceSwitch++ < 100];
      const { status, deploy, body } = await ask(url, headers, agent);
      requests++;
      answers.emit('answer');
      if (isFirst) times.push(performance.now() - start);
      if (status !== 200 || deploy !== body) faulty.push(`${status}, ${deploy}, ${body}`);
      else if (due !== '' && due === expected && deploy !== due) late++;
    }
  };
  const clients = Promise.all(Array.from({ length: CLIENTS }, client));
  return {
    until: async (more) => {
      const goal = requests + more;
      while (requests < goal) await once(answers, 'answer');
    },
    switched: (deploy) => {
      expected = deploy;
      sinceSwitch = 0;
    },
    end: async () => {
      isOver = true;
      await clients;
      agent.destroy();
      return { requests, faulty, late, p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
    },
  };
}

interface Served {
  readonly status: number | undefined;
  readonly deploy: string;
  readonly body: string;
}

function ask(url: string, headers: Readonly<Record<string, string>>, agent: Agent): Promise<Served> {
  return new Promise((resolve, reject) => {
    get(url, { headers, agent }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.on('end', () => {
        resolve({ status: response.statusCode, deploy: String(response.headers['x-deploy']), body });
      });
      response.on('error', reject);
    }).on('error', reject);
  });
}
