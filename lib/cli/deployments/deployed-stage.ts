/** A stage and the Deployments of its API, as AWS has them. Types only. */
import type { DeploymentDescription } from '../../constructs/deployment-description.ts';

export interface DeployedStage {
  readonly restApiId: string;
  readonly stageName: string;
  /** What it serves. */
  readonly deploymentId: string;
  /** All of the API, the newest first. */
  readonly deployments: readonly Deployment[];
  /** Served by any stage of the API, canaries included. */
  readonly inUse: readonly string[];
  /** What CloudFormation knows; absent where it was not asked. */
  readonly stack?: DeployedStack;
}

export interface Deployment {
  readonly id: string;
  readonly created: Date;
  /** Absent for one that something else made. */
  readonly description?: DeploymentDescription;
}

export interface DeployedStack {
  readonly name: string;
  /** As CloudFormation has it: `UPDATE_COMPLETE`. */
  readonly status: string;
  /** What its template makes the stage serve. */
  readonly deploymentId: string | undefined;
  /** `FUNCTION:VERSION` of its template. */
  readonly versions: readonly string[];
}

/** While it is, what is read may be another thing a moment later. */
export const isChanging = ({ stack }: DeployedStage): boolean => stack?.status.endsWith('_IN_PROGRESS') ?? false;
