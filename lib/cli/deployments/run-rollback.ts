import { UpdateDeploymentCommand, UpdateStageCommand } from '@aws-sdk/client-api-gateway';
import { GetFunctionConfigurationCommand, ResourceNotFoundException } from '@aws-sdk/client-lambda';
import { askAws } from '../../aws/ask-aws.ts';
import { writeDeploymentDescription } from '../../constructs/deployment-description.ts';
import { UserError } from '../../errors.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printNote, printResult } from '../output.ts';
import { type AwsClients, awsClients } from './aws-clients.ts';
import { type DeployedStage, type Deployment, isChanging } from './deployed-stage.ts';
import type { RollbackOptions } from './deployment-options.ts';
import { nameDeployment } from './name-deployment.ts';
import { functionOf } from './plan-prune.ts';
import { previousDeployment } from './previous-deployment.ts';
import { readStage } from './read-stage.ts';

export async function runRollback(options: RollbackOptions): Promise<ExitCode> {
  const start = performance.now();
  const clients = awsClients(options);
  const stage = await readStage(clients, options);
  const target = chooseTarget(stage, options.to);
  await refuseWithoutVersions(clients, target);
  await switchStage(clients, stage, target);
  const left = stage.deployments.find(({ id }) => id === stage.deploymentId);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  printResult(`stage ${stage.stageName} serves ${nameDeployment(target)}, after ${seconds} s`);
  printResult(`it served ${left === undefined ? stage.deploymentId : nameDeployment(left)}`);
  await remember(clients, stage, target, left);
  printNote(NOT_REVERTED);
  if (isChanging(stage)) printNote(`the stack is ${stage.stack?.status}: CloudFormation may switch the stage again`);
  return EXIT.ok;
}

const NOT_REVERTED = `For some seconds both answer. Not reverted: throttles and logs of the stage, plans and keys, tables, roles, permissions, health checks.
CloudFormation does not know: a deploy of the same template leaves the stage so, one that fails brings back what the template had.`;

function chooseTarget(stage: DeployedStage, to: string | undefined): Deployment {
  const { deployments, deploymentId, stageName } = stage;
  const target = to === undefined ? previousDeployment(stage) : deployments.find(({ id }) => id === to);
  if (to === deploymentId)
    throw new UserError('INVALID_OPTION', `stage ${stageName} serves Deployment ${to} already: name another with --to`);
  if (target !== undefined) return target;
  const known = deployments.map(({ id }) => id).join(', ');
  throw new UserError(
    'NO_DEPLOYMENT',
    to === undefined
      ? `stage ${stageName} serves ${deploymentId}, and there is no earlier Deployment that was not left before, of ${known}: name one with --to, or deploy an earlier document`
      : `there is no Deployment ${to}, there are ${known}: name one of them with --to`,
  );
}

/** A stage that names a version which is gone answers every request with 500. */
async function refuseWithoutVersions({ lambda }: AwsClients, { id, description }: Deployment): Promise<void> {
  const missing = await Promise.all(
    (description?.versions ?? []).map(async (version) => {
      const name = functionOf(version);
      try {
        const Qualifier = version.slice(name.length + 1);
        await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name, Qualifier }));
        return [];
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return [version];
        printNote(
          `could not look whether version ${version} is there (${error instanceof Error ? error.name : error})`,
        );
        return [];
      }
    }),
  );
  const [first] = missing.flat();
  if (first === undefined) return;
  throw new UserError(
    'NO_DEPLOYMENT',
    `Deployment ${id} names the version ${first}, which is no more: name another Deployment with --to`,
  );
}

async function switchStage({ apiGateway }: AwsClients, stage: DeployedStage, { id }: Deployment): Promise<void> {
  const { restApiId, stageName } = stage;
  const patchOperations = [{ op: 'replace' as const, path: '/deploymentId', value: id }];
  await askAws(`switch stage ${stageName} to Deployment ${id}`, () =>
    apiGateway.send(new UpdateStageCommand({ restApiId, stageName, patchOperations })),
  );
}

/** So that the next rollback passes by what this one left. The stage is switched by now: no failure here matters as much. */
async function remember(
  { apiGateway }: AwsClients,
  { restApiId }: DeployedStage,
  target: Deployment,
  left: Deployment | undefined,
): Promise<void> {
  const descriptions = [
    [target, undefined],
    [left, new Date().toISOString()],
  ] as const;
  for (const [deployment, instant] of descriptions) {
    if (deployment?.description === undefined || deployment.description.left === instant) continue;
    const { left: _, ...description } = deployment.description;
    const value = writeDeploymentDescription({ ...description, ...(instant !== undefined && { left: instant }) });
    const patchOperations = [{ op: 'replace' as const, path: '/description', value }];
    const command = new UpdateDeploymentCommand({ restApiId, deploymentId: deployment.id, patchOperations });
    try {
      await apiGateway.send(command);
    } catch (error) {
      const why = error instanceof Error ? error.name : String(error);
      printNote(
        `could not write to Deployment ${deployment.id} that it was left (${why}): say --to at the next rollback`,
      );
    }
  }
}
