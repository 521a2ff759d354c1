import { evaluateCondition } from './conditions.ts';
import { createResolver } from './resolver.ts';
import { type ResourceView, viewResource } from './resource-view.ts';
import type { Resource, Stack } from './stack.ts';

export interface DeployedResource extends ResourceView {
  readonly resource: Resource;
}

/** The resources of the types in all stacks, without those whose condition does not hold, in the templates' order. */
export function deployedResources(stacks: readonly Stack[], ...types: readonly string[]): readonly DeployedResource[] {
  return stacks.flatMap((stack) =>
    Object.entries(stack.template.Resources)
      .filter(([, { Type }]) => types.includes(Type))
      .map(([logicalId, resource]) => ({
        logicalId,
        resource,
        resolver: createResolver(stacks, stack, `resource ${logicalId}`),
      }))
      .filter(
        ({ resource: { Condition }, resolver }) => Condition === undefined || evaluateCondition(Condition, resolver),
      )
      .map(({ logicalId, resource, resolver }) => ({ ...viewResource(logicalId, resolver), resource })),
  );
}
