import {
  CreateDeploymentCommand,
  CreateStageCommand,
  GetRestApisCommand,
  GetStageCommand,
  GetStagesCommand,
  type PatchOperation,
  UpdateStageCommand,
} from '@aws-sdk/client-api-gateway';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type LocalGateway, startLocalGateway } from '../../../lib/local/index.ts';
import { mockIntegration, openApi } from '../../support/local-api.ts';
import { writeLocalAssembly } from '../../support/local-assembly.ts';
import { openSdk } from '../../support/open-sdk.ts';
import { send } from '../../support/send.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const body = openApi({ '/a': { get: mockIntegration('$stageVariables.v $context.isCanaryRequest') } });
const assembly = await writeLocalAssembly({ body });
const stateDir = temporaryFolder();
let gateway: LocalGateway;
let aws: ReturnType<typeof openSdk>;
let restApiId: string;
let first: string;
beforeAll(async () => {
  gateway = await startLocalGateway({ assembly: assembly.dir, port: 0, stateDir });
  aws = openSdk(gateway.url);
  restApiId = (await aws.send(new GetRestApisCommand({}))).items?.[0]?.id ?? '';
  const { item = [] } = await aws.send(new GetStagesCommand({ restApiId }));
  first = item[0]?.deploymentId ?? '';
  await aws.send(
    new CreateStageCommand({ restApiId, stageName: 'live', deploymentId: first, variables: { v: 'main', w: 'w' } }),
  );
});
afterAll(async () => {
  aws.destroy();
  await gateway.close();
  await assembly.remove();
});

const update = (...patchOperations: readonly PatchOperation[]) =>
  aws.send(new UpdateStageCommand({ restApiId, stageName: 'live', patchOperations: [...patchOperations] }));
const text = async () => (await send(`${gateway.url}/_aws/execute-api/${restApiId}/live/a`)).text;

// Recorded from AWS, words and shapes.
describe('stages', () => {
  it('get a canary with a deployment, and are moved to it once it has proved itself', async () => {
    const canarySettings = { percentTraffic: 100, stageVariableOverrides: { v: 'canary' } };
    const { id } = await aws.send(new CreateDeploymentCommand({ restApiId, stageName: 'live', canarySettings }));
    const stage = await aws.send(new GetStageCommand({ restApiId, stageName: 'live' }));
    expect(stage).toMatchObject({
      deploymentId: first,
      canarySettings: { ...canarySettings, deploymentId: id, useStageCache: false },
    });
    expect(stage).not.toHaveProperty('tags');
    expect(await text()).toBe('canary true');
    const promoted = await update(
      { op: 'replace', path: '/canarySettings/percentTraffic', value: '0.0' },
      { op: 'copy', from: '/canarySettings/deploymentId', path: '/deploymentId' },
      { op: 'copy', from: '/canarySettings/stageVariableOverrides', path: '/variables' },
    );
    expect(promoted).toMatchObject({ deploymentId: id, variables: { v: 'canary', w: 'w' } });
    expect(await text()).toBe('canary false');
    expect(await update({ op: 'remove', path: '/canarySettings' })).not.toHaveProperty('canarySettings');
  });

  it('have settings for a method that begin as those for all', async () => {
    const { methodSettings } = await update(
      { op: 'replace', path: '/*/*/caching/enabled', value: 'true' },
      { op: 'replace', path: '/~1a/GET/throttling/burstLimit', value: '124' },
    );
    expect(methodSettings?.['~1a/GET']).toMatchObject({ cachingEnabled: true, throttlingBurstLimit: 124 });
  });

  it.each<[patch: PatchOperation, message: string]>([
    [
      { op: 'copy', from: '/canarySettings/deploymentId', path: '/deploymentId' },
      'Promotion not available. Canary does not exist.',
    ],
    [
      { op: 'copy', from: '/variables', path: '/canarySettings/stageVariableOverrides' },
      'Invalid copy operation with path: /canarySettings/stageVariableOverrides and from /variables. Valid copy:path are [/deploymentId, /variables] and valid copy:from are [/canarySettings/deploymentId, /canarySettings/stageVariableOverrides]',
    ],
    [{ op: 'replace', path: '/canarySettings/deploymentId', value: 'none' }, 'Deployment id does not exist'],
    [
      { op: 'add', path: '/canarySettings/deploymentId', value: 'x' },
      'Invalid add operation with path: /canarySettings/deploymentId',
    ],
    [
      { op: 'remove', path: '/canarySettings/stageVariableOverrides' },
      'Cannot remove method setting canarySettings/stageVariableOverrides because there is no method setting for this method ',
    ],
    [{ op: 'replace', path: '/canarySettings/bad', value: 'x' }, 'Invalid method setting path: /canarySettings/bad'],
    [{ op: 'replace', path: '/tags/tag1', value: 'x' }, 'Invalid method setting path: /tags/tag1'],
    [
      { op: 'remove', path: '/nope/GET' },
      'Cannot remove method setting nope/GET because there is no method setting for this method ',
    ],
    [{ op: 'replace', path: '/accessLogSettings/bad', value: 'x' }, 'Invalid accessLogSettings path.'],
    [{ op: 'replace', path: '/accessLogSettings/format', value: '' }, 'Access Log value must not be empty'],
  ])('refuse to be changed by %j', async (patch, message) => {
    await expect(update(patch)).rejects.toMatchObject({
      name: 'BadRequestException',
      message: expect.stringContaining(message),
    });
  });

  it.each([
    [undefined, 'Non null and non empty stageName must be provided for canary deployment. Provided value is null'],
    ['', 'Non null and non empty stageName must be provided for canary deployment. Provided value is '],
    ['none', 'Stage none must already be created before making a canary release deployment'],
  ])('get no canary as %j', async (stageName, message) => {
    const input = { restApiId, stageName, canarySettings: { percentTraffic: 50 } };
    await expect(aws.send(new CreateDeploymentCommand(input))).rejects.toMatchObject({
      name: 'BadRequestException',
      message: `Invalid deployment content specified.${message}`,
    });
  });
});
