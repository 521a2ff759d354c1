import type { DeployedStage, Deployment } from './deployed-stage.ts';

/** The newest that is older than what the stage serves, and that no rollback has left: that one was not good. */
export function previousDeployment({ deployments, deploymentId }: DeployedStage): Deployment | undefined {
  const at = deployments.findIndex(({ id }) => id === deploymentId);
  return at < 0 ? undefined : deployments.slice(at + 1).find(({ description }) => description?.left === undefined);
}
