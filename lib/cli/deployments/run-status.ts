import { compile, documentHash, formatProblem, stageOverlays } from '../../compiler/index.ts';
import { UserError } from '../../errors.ts';
import { compileSettings } from '../compile-settings.ts';
import { documentReader } from '../document-reader.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { printResult } from '../output.ts';
import { awsClients } from './aws-clients.ts';
import type { DeployedStage } from './deployed-stage.ts';
import type { StatusOptions } from './deployment-options.ts';
import { type Drift, drift } from './drift.ts';
import { nameDeployment } from './name-deployment.ts';
import { readStage } from './read-stage.ts';

export async function runStatus(file: string | undefined, options: StatusOptions): Promise<ExitCode> {
  // First what needs no network.
  const document = file === undefined ? undefined : await hashOf(file, options);
  const stage = await readStage(awsClients(options), options);
  const drifts = drift(stage, document);
  if (options.json) printResult(JSON.stringify(asJson(stage, file, document, drifts), null, 2));
  else for (const line of asText(stage, file, document, drifts)) printResult(line);
  return options.failOnDrift && drifts.length > 0 ? EXIT.failed : EXIT.ok;
}

/** As synth makes it: the stage's own overlay comes first. */
async function hashOf(file: string, options: StatusOptions): Promise<string> {
  const overlay = [...stageOverlays(file, options.stage), ...options.overlay];
  const source = await documentReader({ ...options, overlay })(file);
  const { problems, model } = compile(source, compileSettings(options));
  if (model !== undefined) return documentHash(model);
  const [first] = problems.filter(({ severity }) => severity === 'error').map(formatProblem);
  throw new UserError('DOCUMENT_HAS_PROBLEMS', `${file} cannot be deployed: ${first}`);
}

function asText(
  { restApiId, stageName, deploymentId, deployments, stack }: DeployedStage,
  file: string | undefined,
  document: string | undefined,
  drifts: readonly Drift[],
): readonly string[] {
  const named = (id: string | undefined) => {
    const found = deployments.find((one) => one.id === id);
    return found === undefined ? `Deployment ${id}, which is no more` : nameDeployment(found);
  };
  return [
    `stage     ${stageName} of API ${restApiId} serves ${named(deploymentId)}`,
    ...(stack ? [`template  ${stack.name} (${stack.status}) has ${named(stack.deploymentId)}`] : []),
    ...(file === undefined ? [] : [`file      ${file} is document ${document}`]),
    ...(drifts.length > 0 ? drifts.map(({ message }) => `drift     ${message}`) : ['drift     none']),
    ...deployments.map((one) => `${one.id === deploymentId ? 'serves' : 'kept  '}    ${nameDeployment(one)}`),
  ];
}

function asJson(
  { restApiId, stageName, deploymentId, deployments, stack }: DeployedStage,
  file: string | undefined,
  document: string | undefined,
  drifts: readonly Drift[],
): object {
  return { restApiId, stageName, deploymentId, stack, file, document, drift: drifts, deployments };
}
