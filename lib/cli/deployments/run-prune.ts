import { DeleteDeploymentCommand } from '@aws-sdk/client-api-gateway';
import {
  DeleteFunctionCommand,
  paginateListAliases,
  paginateListVersionsByFunction,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { askAws } from '../../aws/ask-aws.ts';
import { awsFailure } from '../../aws/aws-failure.ts';
import { UserError } from '../../errors.ts';
import { countOf } from '../count-of.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printNote, printResult } from '../output.ts';
import { type AwsClients, awsClients } from './aws-clients.ts';
import { isChanging } from './deployed-stage.ts';
import type { PruneOptions } from './deployment-options.ts';
import { nameDeployment } from './name-deployment.ts';
import { functionOf, planPrune, versionsToDelete } from './plan-prune.ts';
import { readStage } from './read-stage.ts';

export async function runPrune(options: PruneOptions): Promise<ExitCode> {
  const clients = awsClients(options);
  const stage = await readStage(clients, options);
  if (isChanging(stage)) {
    const { name, status } = { name: '', status: '', ...stage.stack };
    throw new UserError('AWS_REFUSED', `the stack ${name} is ${status}: wait until it is done, then prune`);
  }
  const { kept, deleted, named, functions } = planPrune(stage, options.keep);
  const unknown = kept.find(({ description }) => description === undefined);
  if (unknown) printNote(`${nameDeployment(unknown)} does not say which versions it names: no version is deleted`);
  const versions = (await Promise.all(functions.map((name) => surplusVersions(clients, name, named)))).flat();
  const verb = options.dryRun ? 'would delete' : 'deleted';
  // Deployments first: a version goes only once nothing is left that names it.
  for (const deployment of deleted) {
    if (!options.dryRun) await deleteDeployment(clients, stage.restApiId, deployment.id);
    printResult(`${verb} ${nameDeployment(deployment)}`);
  }
  for (const version of versions) {
    if (!options.dryRun) await deleteVersion(clients, version);
    printResult(`${verb} version ${version}`);
  }
  printResult(
    `${verb} ${countOf(deleted.length, 'Deployment')} and ${countOf(versions.length, 'version')}, ${countOf(kept.length, 'Deployment')} kept`,
  );
  return EXIT.ok;
}

async function surplusVersions(
  { lambda: client }: AwsClients,
  name: string,
  named: ReadonlySet<string>,
): Promise<readonly string[]> {
  const versions: string[] = [];
  const aliased: string[] = [];
  const read = async () => {
    for await (const { Versions = [] } of paginateListVersionsByFunction({ client }, { FunctionName: name }))
      versions.push(...Versions.flatMap(({ Version }) => (/^\d+$/.test(Version ?? '') ? [Version ?? ''] : [])));
    for await (const { Aliases = [] } of paginateListAliases({ client }, { FunctionName: name }))
      for (const { FunctionVersion, RoutingConfig } of Aliases)
        aliased.push(...[FunctionVersion ?? ''], ...Object.keys(RoutingConfig?.AdditionalVersionWeights ?? {}));
  };
  try {
    await read();
  } catch (error) {
    // A function that has left the template is gone with all of its versions.
    if (error instanceof ResourceNotFoundException) return [];
    throw awsFailure(`read the versions of ${name}`, error);
  }
  return versionsToDelete(name, { versions, aliased }, named);
}

async function deleteDeployment({ apiGateway }: AwsClients, restApiId: string, deploymentId: string): Promise<void> {
  const command = new DeleteDeploymentCommand({ restApiId, deploymentId });
  await askAws(`delete Deployment ${deploymentId}`, () => apiGateway.send(command));
}

async function deleteVersion({ lambda }: AwsClients, version: string): Promise<void> {
  const FunctionName = functionOf(version);
  const command = new DeleteFunctionCommand({ FunctionName, Qualifier: version.slice(FunctionName.length + 1) });
  await askAws(`delete version ${version}`, () => lambda.send(command));
}
