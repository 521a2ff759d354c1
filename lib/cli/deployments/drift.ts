import type { DeployedStage } from './deployed-stage.ts';

export interface Drift {
  readonly between: 'file and template' | 'file and stage' | 'template and stage';
  readonly message: string;
}

/** Where what is written, what was deployed and what is served differ, each with what to do. `document`: the file's hash. */
export function drift(stage: DeployedStage, document: string | undefined): readonly Drift[] {
  const { deployments, deploymentId, stack } = stage;
  const hashOf = (id: string | undefined) => deployments.find((one) => one.id === id)?.description?.document;
  const served = hashOf(deploymentId);
  const found: Drift[] = [];
  if (stack !== undefined && stack.deploymentId !== deploymentId) {
    const message = `the template has Deployment ${stack.deploymentId ?? 'none'}, the stage serves ${deploymentId}: a rollback, or a switch by hand; a deploy of another document ends it, so does \`gatewright rollback --to\``;
    found.push({ between: 'template and stage', message });
  }
  if (document === undefined) return found;
  const deployed = hashOf(stack?.deploymentId);
  if (stack !== undefined && deployed !== document) {
    const message = `the file is document ${document}, the template ${deployed ?? 'another'}: \`cdk deploy\` brings it there`;
    found.push({ between: 'file and template', message });
  }
  if (served !== document)
    found.push({
      between: 'file and stage',
      message: `the file is document ${document}, the stage serves ${served ?? 'another'}`,
    });
  return found;
}
