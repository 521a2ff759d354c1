import { CreateDeploymentCommand, GetDeploymentsCommand } from '@aws-sdk/client-api-gateway';
import { apiGateway } from './api-gateway.ts';
import { gatewright } from './cdk.ts';
import { deployExample, deployedApi, STAGE } from './deploy-example.ts';
import type { Step } from './run-steps.ts';
import type { Scene } from './scene.ts';

const EXAMPLE = 'openapi/gateway.yaml';

interface Status {
  readonly deploymentId: string;
  readonly stack: { readonly deploymentId: string };
  readonly drift: readonly { readonly between: string }[];
  readonly deployments: readonly {
    readonly id: string;
    readonly description: { readonly versions: readonly string[] };
  }[];
}

async function run(scene: Scene, ...args: readonly string[]): Promise<string> {
  const { code, output } = await gatewright([...args, '--stage', STAGE], scene.environment);
  if (code !== 0) throw new Error(`gatewright ${args.join(' ')} ended with ${code}: ${output}`);
  return output;
}

export const readStatus = async (scene: Scene): Promise<Status> =>
  JSON.parse(await run(scene, 'status', EXAMPLE, '--json')) as Status; // as it prints it

export const driftOf = ({ drift }: Status): string => drift.map(({ between }) => between).join(', ');

/** What operators do with a stage that is deployed. */
export const operate: readonly Step<Scene>[] = [
  [
    'a deploy of the same document changes nothing',
    async (scene) => {
      const before = await readStatus(scene);
      await deployExample(scene);
      const after = await readStatus(scene);
      if (JSON.stringify(after) !== JSON.stringify(before)) throw new Error(`${JSON.stringify(after)} is another`);
      // The Deployment of the replay is not the template's.
      if (driftOf(after) !== 'template and stage') throw new Error(`drift: ${driftOf(after)}`);
    },
  ],
  [
    'gatewright rollback leads the stage to the Deployment before, and back',
    async (scene) => {
      const before = await readStatus(scene);
      const [line = ''] = (await run(scene, 'rollback')).split('\n', 1);
      const back = await readStatus(scene);
      if (back.deploymentId !== before.stack.deploymentId || driftOf(back) !== '') throw new Error(driftOf(back));
      await run(scene, 'rollback', '--to', before.deploymentId);
      const again = await readStatus(scene);
      if (again.deploymentId !== before.deploymentId) throw new Error(`the stage serves ${again.deploymentId}`);
      return line;
    },
  ],
  [
    'gatewright prune deletes what nobody could be led to, and no more',
    async (scene) => {
      const { endpoint, restApiId } = deployedApi(scene);
      const client = apiGateway(endpoint);
      const { deployments, deploymentId, stack } = await readStatus(scene);
      const [{ description } = { description: { versions: [''] } }] = deployments;
      const text = `Gatewright document=0 versions=${description.versions.join()}`;
      for (let count = 0; count < 3; count++)
        await client.send(new CreateDeploymentCommand({ restApiId, description: text }));
      await run(scene, 'prune', '--keep', '1');
      const { items = [] } = await client.send(new GetDeploymentsCommand({ restApiId }));
      const ids = items.map(({ id }) => id);
      if (items.length !== 3 || !ids.includes(deploymentId) || !ids.includes(stack.deploymentId))
        throw new Error(`there are ${ids.join()}, served ${deploymentId}, template ${stack.deploymentId}`);
    },
  ],
];
