import { gatewright } from './cdk.ts';
import { deployedApi, STAGE } from './deploy-example.ts';
import type { Step } from './run-steps.ts';
import type { Scene } from './scene.ts';

async function keys(scene: Scene, ...args: readonly string[]): Promise<string> {
  const { restApiId } = deployedApi(scene);
  const place = ['--api', restApiId, '--stage', STAGE];
  const { code, output } = await gatewright(['keys', ...args, ...place], scene.environment);
  if (code !== 0) throw new Error(`gatewright keys ${args.join(' ')} ended with ${code}: ${output}`);
  return output;
}

/** The commands of keys by the SDK's own clients against another make of control plane and table, as far as it has them. */
export const keySteps: readonly Step<Scene>[] = [
  [
    'gatewright keys: issue, list, export, sync',
    async (scene) => {
      const issued = await keys(scene, 'issue', '--plan', 'team', '--consumer', 'operator', '--expires', '90d');
      const [value = ''] = /gwtest\w{36}/.exec(issued) ?? [];
      const listed = await keys(scene, 'list', '--format', 'csv');
      if (!/^\w+,operator,team,/m.test(listed) || listed.includes(value)) throw new Error(`listed: ${listed}`);
      const exported = await keys(scene, 'export', '--out', '-');
      if (!exported.includes(`operator,${value},`)) throw new Error('the exported file lacks the key');
      const synced = await keys(scene, 'sync');
      // That one and the caller's own, which was made elsewhere.
      if (!/^2 API keys .*, put right in the table: 1$/m.test(synced)) throw new Error(`synced: ${synced}`);
      return synced.trim();
    },
  ],
];
