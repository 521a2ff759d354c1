import { booleanOf, stringOf } from '../json-values.ts';
import type { ApiKeyDefinition } from './assembly.ts';
import { type DeployedResource, deployedResources } from './deployed-resources.ts';
import type { Stack } from './stack.ts';

export function apiKeyDefinitions(stacks: readonly Stack[]): readonly ApiKeyDefinition[] {
  const links = deployedResources(stacks, 'AWS::ApiGateway::UsagePlanKey');
  return deployedResources(stacks, 'AWS::ApiGateway::ApiKey').map((view) => {
    const id = view.id(10);
    const own = links.filter(({ property }) => property('KeyId') === id);
    return {
      id,
      name: view.name('Name'),
      ...texts(view),
      // API Gateway's default, though CDK writes true.
      enabled: booleanOf(view.property('Enabled')) ?? false,
      planIds: own.map(({ property }) => String(property('UsagePlanId'))),
    };
  });
}

function texts({ property }: DeployedResource): Pick<ApiKeyDefinition, 'description' | 'customerId' | 'value'> {
  const description = stringOf(property('Description'));
  const customerId = stringOf(property('CustomerId'));
  const value = stringOf(property('Value'));
  return {
    ...(description !== undefined && { description }),
    ...(customerId !== undefined && { customerId }),
    ...(value !== undefined && { value }),
  };
}
