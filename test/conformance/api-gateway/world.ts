import type { APIGatewayClient, RestApi } from '@aws-sdk/client-api-gateway';
import { GetRestApisCommand } from '@aws-sdk/client-api-gateway';
import { writeAssembly } from '../../local/assembly/write-assembly.ts';
import { openSdk } from '../../support/open-sdk.ts';
import { type Reply, type Send, send } from '../../support/send.ts';
import { startCli } from '../../support/start-cli.ts';
import { APIS, IN_S3 } from './apis.ts';
import { startEchoBackend } from './echo-backend.ts';
import { httpApis } from './http-apis.ts';
import { PLAN_RESOURCES } from './plans.ts';
import { template } from './template.ts';

/** `gatewright serve` with the template of all cases, and who calls it. */
export interface World {
  readonly sdk: APIGatewayClient;
  /** Id of an API by its name in the template. */
  id(api: string): string;
  /** A request by the API's own host name, the path as written: `call('Events', 'GET //stage/x')`. */
  call(api: string, request: string, options?: Omit<Send, 'method'>): Promise<Reply>;
  close(): Promise<void>;
}

export async function openWorld(stateDir: string): Promise<World> {
  const backend = await startEchoBackend();
  const main = template({ ...APIS, ...httpApis(backend.host) }, PLAN_RESOURCES);
  const assembly = await writeAssembly({ Main: main }, { 'from-s3.json': JSON.stringify(IN_S3) });
  const gateway = await startCli(['serve', '--assembly', assembly.dir, '--port', '0', '--state-dir', stateDir]);
  const sdk = openSdk(gateway.url);
  const { items = [] }: { items?: RestApi[] | undefined } = await sdk.send(new GetRestApisCommand({ limit: 500 }));
  const ids = new Map(items.map(({ name, id }) => [name, id ?? '']));
  const id = (api: string) => ids.get(api) ?? `no API ${api}`;
  return {
    sdk,
    id,
    call: (api, request, { headers = {}, ...options } = {}) => {
      const [method = 'GET', path = '/'] = request.split(' ');
      const Host = `${id(api)}.execute-api.us-east-1.amazonaws.com`;
      return send(`${gateway.url}${path}`, { method, headers: { Host, ...headers }, ...options });
    },
    close: async () => {
      sdk.destroy();
      await gateway.stop();
      backend.close();
      await assembly.remove();
    },
  };
}
