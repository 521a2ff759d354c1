/** What a Deployment says of itself in API Gateway's list: written at synth, read by `status`, `rollback`, `prune`. */
export interface DeploymentDescription {
  /** `documentHash` of what was deployed. */
  readonly document: string;
  /** `FUNCTION:VERSION`, every one that it invokes. */
  readonly versions: readonly string[];
  /** When a rollback left it, ISO 8601: the next one passes it by. */
  readonly left?: string;
}

/** Strings may hold tokens of the CDK. */
export function writeDeploymentDescription({ document, versions, left }: DeploymentDescription): string {
  return `Gatewright document=${document} versions=${versions.join(',')}${left === undefined ? '' : ` left=${left}`}`;
}

const WRITTEN = /^Gatewright document=([0-9a-f]+) versions=([\w:,-]+)(?: left=(\S+))?$/;

/** `undefined` for a Deployment that something else made. */
export function readDeploymentDescription(text: string | undefined): DeploymentDescription | undefined {
  const [, document, versions, left] = WRITTEN.exec(text ?? '') ?? [];
  if (document === undefined || versions === undefined) return undefined;
  return { document, versions: versions.split(','), ...(left !== undefined && { left }) };
}
