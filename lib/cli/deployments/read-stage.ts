/** EDGE: reads what is deployed. */
import {
  type APIGatewayClient,
  GetStagesCommand,
  paginateGetDeployments,
  type Stage,
} from '@aws-sdk/client-api-gateway';
import { askAws } from '../../aws/ask-aws.ts';
import { readDeploymentDescription } from '../../constructs/deployment-description.ts';
import { UserError } from '../../errors.ts';
import type { AwsClients } from './aws-clients.ts';
import type { DeployedStage, Deployment } from './deployed-stage.ts';
import type { StageOptions } from './deployment-options.ts';
import { readStack } from './read-stack.ts';

/** Throws `NOTHING_DEPLOYED` where there is no such stack, API or stage. */
export async function readStage(clients: AwsClients, options: StageOptions): Promise<DeployedStage> {
  const { stage: stageName, api } = options;
  const { restApiId, stack } =
    api === undefined ? await readStack(clients.cloudFormation, options) : { restApiId: api, stack: undefined };
  const { apiGateway } = clients;
  const stages = await readStages(apiGateway, restApiId);
  const stage = stages.find((one) => one.stageName === stageName);
  if (stage?.deploymentId === undefined) throw noSuchStage(restApiId, stageName, stages);
  const deployments = await readDeployments(apiGateway, restApiId);
  const inUse = stages.flatMap(({ deploymentId, canarySettings }) => [deploymentId, canarySettings?.deploymentId]);
  return {
    restApiId,
    stageName,
    deploymentId: stage.deploymentId,
    deployments,
    inUse: inUse.filter((id) => id !== undefined),
    ...(stack && { stack }),
  };
}

async function readStages(client: APIGatewayClient, restApiId: string): Promise<readonly Stage[]> {
  const { item = [] } = await askAws(`read the stages of API ${restApiId}`, () =>
    client.send(new GetStagesCommand({ restApiId })),
  );
  return item;
}

function noSuchStage(restApiId: string, stageName: string, stages: readonly Stage[]): UserError {
  const names = stages.map((one) => one.stageName).join(', ');
  return new UserError(
    'NOTHING_DEPLOYED',
    `API ${restApiId} has no stage "${stageName}", it has ${names || 'none'}: name one with --stage`,
  );
}

async function readDeployments(client: APIGatewayClient, restApiId: string): Promise<readonly Deployment[]> {
  const deployments: Deployment[] = [];
  const pages = async () => {
    // 500: the most of a page (API Gateway API reference, GetDeployments).
    for await (const { items = [] } of paginateGetDeployments({ client, pageSize: 500 }, { restApiId }))
      for (const { id, createdDate, description } of items) {
        const read = readDeploymentDescription(description);
        if (id !== undefined && createdDate !== undefined)
          deployments.push({ id, created: createdDate, ...(read && { description: read }) });
      }
  };
  await askAws(`read the Deployments of API ${restApiId}`, pages);
  return deployments.reverse().sort((one, other) => other.created.getTime() - one.created.getTime());
}
