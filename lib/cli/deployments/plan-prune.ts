import type { DeployedStage, Deployment } from './deployed-stage.ts';

export interface PrunePlan {
  readonly kept: readonly Deployment[];
  readonly deleted: readonly Deployment[];
  /** `FUNCTION:VERSION` that must stay. */
  readonly named: ReadonlySet<string>;
  /** Whose versions may be looked through; empty where a kept Deployment does not say which it names. */
  readonly functions: readonly string[];
}

/** Kept are the newest, what a stage serves and what the template names: whatever could be served without a deploy. */
export function planPrune({ deployments, inUse, stack }: DeployedStage, keep: number): PrunePlan {
  const staying = new Set([...inUse, stack?.deploymentId]);
  const isKept = (deployment: Deployment, index: number) => index < keep || staying.has(deployment.id);
  const kept = deployments.filter(isKept);
  const deleted = deployments.filter((deployment, index) => !isKept(deployment, index));
  const named = new Set([...kept.flatMap(versionsOf), ...(stack?.versions ?? [])]);
  const known = [...deployments.flatMap(versionsOf), ...(stack?.versions ?? [])];
  const areKnown = kept.every(({ description }) => description !== undefined);
  return { kept, deleted, named, functions: areKnown ? [...new Set(known.map(functionOf))].sort() : [] };
}

/**
 * Of a function's versions, those to delete: no kept Deployment names them, no alias leads to them, and a newer one is named;
 * what is newer than every named one may belong to a deploy under way.
 */
export function versionsToDelete(
  name: string,
  { versions, aliased }: { readonly versions: readonly string[]; readonly aliased: readonly string[] },
  named: ReadonlySet<string>,
): readonly string[] {
  const newest = Math.max(0, ...[...named].filter((one) => functionOf(one) === name).map(numberOf));
  return versions
    .filter((version) => Number(version) < newest && !named.has(`${name}:${version}`) && !aliased.includes(version))
    .map((version) => `${name}:${version}`);
}

const versionsOf = ({ description }: Deployment): readonly string[] => description?.versions ?? [];

export const functionOf = (version: string): string => version.slice(0, version.lastIndexOf(':'));

const numberOf = (version: string): number => Number(version.slice(version.lastIndexOf(':') + 1));
