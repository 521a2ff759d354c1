import { CreateResourceCommand, DeleteResourceCommand, GetResourcesCommand } from '@aws-sdk/client-api-gateway';
import { controlled, observed } from '../observed.ts';
import type { World } from '../world.ts';
import { newApi, rootOf } from './new-api.ts';
import type { Tries } from './try.ts';

const route = (api: string, request: string, body?: string) => async (world: World) =>
  observed(await world.call(api, request, body === undefined ? {} : { body }));

async function create({ sdk }: World, restApiId: string, parentId: string, pathPart: string) {
  return sdk.send(new CreateResourceCommand({ restApiId, parentId, pathPart }));
}

export const ROUTING: Tries = {
  'route-any-options': route('RoutesAny', 'OPTIONS /dev/test/any'),
  'route-any-get': route('RoutesAny', 'GET /dev/test/any'),
  'route-backtrack-to-greedy': route('RoutesGreedy', 'GET /dev/part1/random-value'),
  'route-static-beats-greedy': route('RoutesGreedy', 'GET /dev/part1'),
  'route-wrong-method': route('RoutesOne', 'POST /dev/existing'),
  'route-unknown-path-post': route('RoutesOne', 'POST /dev/id_funcinvalid', '{}'),
  'res-variable-sibling-conflict': async (world) => {
    const restApiId = await newApi(world);
    const root = await rootOf(world, restApiId);
    await create(world, restApiId, root, '{proxy+}');
    return controlled(create(world, restApiId, root, '{dynamic}'), 201);
  },
  'res-greedy-any-name': async (world) => {
    const restApiId = await newApi(world);
    const parent = await create(world, restApiId, await rootOf(world, restApiId), 'parent');
    return controlled(create(world, restApiId, parent.id ?? '', '{child+}'), 201);
  },
  'res-greedy-with-static-siblings': async (world) => {
    const restApiId = await newApi(world);
    const root = await rootOf(world, restApiId);
    await create(world, restApiId, root, '{proxy+}');
    const parent = (await create(world, restApiId, root, 'parent')).id ?? '';
    await create(world, restApiId, parent, '{proxy+}');
    const child = (await create(world, restApiId, parent, 'child')).id ?? '';
    await create(world, restApiId, child, '{proxy+}');
    const { items = [] } = await world.sdk.send(new GetResourcesCommand({ restApiId }));
    const greedy = items.find(({ path }) => path === '/parent/{proxy+}')?.id;
    await world.sdk.send(new DeleteResourceCommand({ restApiId, resourceId: greedy }));
    const dynamic = (await create(world, restApiId, parent, '{child}')).id ?? '';
    return controlled(create(world, restApiId, dynamic, '{proxy+}'), 201);
  },
};
