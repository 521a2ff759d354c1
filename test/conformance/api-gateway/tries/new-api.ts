import { CreateRestApiCommand, GetResourcesCommand } from '@aws-sdk/client-api-gateway';
import type { World } from '../world.ts';

/** An empty API that the control plane makes, by its id. */
export async function newApi({ sdk }: World): Promise<string> {
  const { id = '' } = await sdk.send(new CreateRestApiCommand({ name: 'made by a case' }));
  return id;
}

export async function rootOf({ sdk }: World, restApiId: string): Promise<string> {
  const { items = [] } = await sdk.send(new GetResourcesCommand({ restApiId }));
  return items.find(({ path }) => path === '/')?.id ?? '';
}
