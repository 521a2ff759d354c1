import { PutIntegrationCommand, type PutIntegrationCommandInput, PutMethodCommand } from '@aws-sdk/client-api-gateway';
import { controlled } from '../observed.ts';
import type { World } from '../world.ts';
import { newApi, rootOf } from './new-api.ts';
import type { Tries } from './try.ts';

const put =
  (settings: Omit<PutIntegrationCommandInput, 'restApiId' | 'resourceId' | 'httpMethod'>) => async (world: World) => {
    const restApiId = await newApi(world);
    const place = { restApiId, resourceId: await rootOf(world, restApiId), httpMethod: 'GET' };
    await world.sdk.send(new PutMethodCommand({ ...place, authorizationType: 'NONE' }));
    return controlled(world.sdk.send(new PutIntegrationCommand({ ...place, ...settings })), 201);
  };

export const INTEGRATIONS: Tries = {
  'int-missing-method': async (world) => {
    const all = await Promise.all(
      (['HTTP', 'HTTP_PROXY', 'AWS'] as const).map((type) => put({ type, uri: 'https://example.com/' })(world)),
    );
    return all.find(({ message }) => message !== all[0]?.message) ?? all[0] ?? {};
  },
  'int-bad-http-uri': put({ type: 'HTTP', integrationHttpMethod: 'GET', uri: 'not a URL' }),
  'int-vpclink-stage-var': put({
    type: 'HTTP_PROXY',
    integrationHttpMethod: 'GET',
    uri: 'http://example.com/',
    connectionType: 'VPC_LINK',
    connectionId: '${stageVariables.vpcLinkId}',
  }),
};
