import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateApiKeyCommand, CreateUsagePlanKeyCommand, GetUsagePlansCommand } from '@aws-sdk/client-api-gateway';
import { apiGateway } from './api-gateway.ts';
import { createCaller } from './caller.ts';
import { cdkOk } from './cdk.ts';
import { type DeployedApi, hydrate, type Template } from './hydrate.ts';
import type { Scene } from './scene.ts';

export const STAGE = 'test';
export const STACK = `Gatewright-${STAGE}`;

/** With the CDK CLI, as the README has it. */
export async function deployExample(scene: Scene): Promise<void> {
  const args = ['deploy', '-c', `stage=${STAGE}`, '-o', join(scene.folder, 'example'), '--require-approval', 'never'];
  await cdkOk([...args, '--outputs-file', join(scene.folder, 'outputs.json')], scene.environment);
}

export const hydrateExample = (scene: Scene): Promise<void> =>
  hydrate(readJson(join(scene.folder, 'example', `${STACK}.template.json`)) as Template, deployedApi(scene)); // written by the step before

export async function openCaller(scene: Scene): Promise<void> {
  const { endpoint, restApiId, stageName } = deployedApi(scene);
  const client = apiGateway(endpoint);
  const { items = [] } = await client.send(new GetUsagePlansCommand({}));
  const team = items.find(({ name }) => name === 'team');
  const { id: keyId, value = '' } = await client.send(new CreateApiKeyCommand({ name: 'tester', enabled: true }));
  await client.send(new CreateUsagePlanKeyCommand({ usagePlanId: team?.id, keyId, keyType: 'API_KEY' }));
  scene.caller = createCaller(`${endpoint}/_aws/execute-api/${restApiId}/${stageName}`, {
    token: async (scope) => ({ authorization: `Bearer ${await scene.signToken(scope)}` }),
    key: { 'x-api-key': value },
  });
}

export function deployedApi({ folder, endpoint }: Scene): DeployedApi {
  const { [STACK]: outputs = {} } = readJson(join(folder, 'outputs.json')) as Outputs; // the CDK's form
  const url = Object.entries(outputs).find(([name]) => name.startsWith('GatewayUrl'))?.[1] ?? '';
  return { endpoint, restApiId: new URL(url).hostname.split('.', 1).join(), stageName: STAGE };
}

type Outputs = Readonly<Record<string, Readonly<Record<string, string>>>>;

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
