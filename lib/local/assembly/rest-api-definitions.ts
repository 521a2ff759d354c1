import { UserError } from '../../errors.ts';
import { objectOf, pick, stringOf, stringsOf } from '../json-values.ts';
import type { GatewayResponseDefinition, RestApiDefinition } from './assembly.ts';
import { type DeployedResource, deployedResources } from './deployed-resources.ts';
import { readApiBody } from './read-api-body.ts';
import type { Stack } from './stack.ts';
import { stageDefinitions } from './stage-definitions.ts';

/** Beside the body: a description or a tag that only AWS can tell keeps no API from being served. */
const SERVED_PROPERTIES = [
  'ApiKeySourceType',
  'BinaryMediaTypes',
  'DisableExecuteApiEndpoint',
  'MinimumCompressionSize',
  'Parameters',
  'Policy',
];

/** REST APIs that are defined by an OpenAPI body; any other is refused by name. */
export async function restApiDefinitions(stacks: readonly Stack[]): Promise<readonly RestApiDefinition[]> {
  const stages = stageDefinitions(stacks);
  const gatewayResponses = deployedResources(stacks, 'AWS::ApiGateway::GatewayResponse');
  refuseSeparateMethods(stacks);
  const apis = deployedResources(stacks, 'AWS::ApiGateway::RestApi').map(async (view): Promise<RestApiDefinition> => {
    const { stack } = view.resolver;
    const id = view.id(10);
    const body = await readApiBody(view);
    return {
      id,
      name: stringOf(view.property('Name')) ?? stringOf(objectOf(body.info).title) ?? view.logicalId,
      accountId: stack.accountId,
      region: stack.region,
      body,
      properties: objectOf(view.resolver.resolve(pick(view.resource.Properties, SERVED_PROPERTIES))),
      tags: tagsOf(view),
      stages: stages.get(id) ?? [],
      gatewayResponses: gatewayResponses.filter(({ property }) => property('RestApiId') === id).map(gatewayResponse),
    };
  });
  return Promise.all(apis);
}

/** A tag that only AWS can tell is left out. */
function tagsOf({ resource, resolver }: DeployedResource): Readonly<Record<string, string>> {
  const tags: readonly unknown[] = Array.isArray(resource.Properties?.Tags) ? resource.Properties.Tags : [];
  return Object.fromEntries(
    tags.flatMap((tag) => {
      try {
        const { Key, Value } = objectOf(resolver.resolve(tag));
        return [[String(Key), String(Value)]];
      } catch (error) {
        if (error instanceof UserError) return [];
        throw error;
      }
    }),
  );
}

/** They would add to the body what the local runtime does not serve. */
function refuseSeparateMethods(stacks: readonly Stack[]): void {
  const [separate] = deployedResources(stacks, 'AWS::ApiGateway::Method', 'AWS::ApiGateway::Resource');
  separate?.resolver.refuse(
    `${separate.type} defines a part of a REST API, only APIs defined by an OpenAPI body run locally (SpecRestApi)`,
  );
}

function gatewayResponse({ property }: DeployedResource): GatewayResponseDefinition {
  const statusCode = property('StatusCode');
  return {
    responseType: String(property('ResponseType')),
    ...(statusCode !== undefined && { statusCode: String(statusCode) }),
    responseParameters: stringsOf(property('ResponseParameters')),
    responseTemplates: stringsOf(property('ResponseTemplates')),
  };
}
