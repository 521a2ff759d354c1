import { objectOf, pick, stringOf, stringsOf } from '../json-values.ts';
import type { GatewayResponseDefinition, RestApiDefinition, RestApiPart } from './assembly.ts';
import { type DeployedResource, deployedResources } from './deployed-resources.ts';
import { readApiBody } from './read-api-body.ts';
import { resourceKind } from './resource-kinds.ts';
import type { Stack } from './stack.ts';
import { stageDefinitions } from './stage-definitions.ts';
import { tagsOf } from './tags-of.ts';

/** Beside the body: a description or a tag that only AWS can tell keeps no API from being served. */
const SERVED_PROPERTIES = [
  'ApiKeySourceType',
  'BinaryMediaTypes',
  'DisableExecuteApiEndpoint',
  'EndpointConfiguration',
  'MinimumCompressionSize',
  'Parameters',
  'Policy',
];

/** REST APIs, defined by an OpenAPI body, by resources of the template, or by both. */
export async function restApiDefinitions(stacks: readonly Stack[]): Promise<readonly RestApiDefinition[]> {
  const stages = stageDefinitions(stacks);
  const gatewayResponses = deployedResources(stacks, 'AWS::ApiGateway::GatewayResponse');
  const parts = apiParts(stacks);
  const apis = deployedResources(stacks, 'AWS::ApiGateway::RestApi').map(async (view): Promise<RestApiDefinition> => {
    const { stack } = view.resolver;
    const id = view.id(10);
    const body = await readApiBody(view);
    return {
      id,
      name: stringOf(view.property('Name')) ?? stringOf(objectOf(body?.info).title) ?? view.logicalId,
      accountId: stack.accountId,
      region: stack.region,
      body,
      properties: objectOf(view.resolver.resolve(pick(view.resource.Properties, SERVED_PROPERTIES))),
      tags: tagsOf(view),
      stages: stages.get(id) ?? [],
      parts: parts.get(id) ?? [],
      gatewayResponses: gatewayResponses.filter(({ property }) => property('RestApiId') === id).map(gatewayResponse),
    };
  });
  return Promise.all(apis);
}

const PART_KINDS = ['Resource', 'Method', 'Model', 'Authorizer', 'RequestValidator'] as const;

/** By the id of their API. */
function apiParts(stacks: readonly Stack[]): ReadonlyMap<string, readonly RestApiPart[]> {
  const parts = new Map<string, RestApiPart[]>();
  for (const kind of PART_KINDS) {
    for (const view of deployedResources(stacks, `AWS::ApiGateway::${kind}`)) {
      const apiId = String(view.property('RestApiId'));
      const properties = objectOf(view.resolver.resolve(view.resource.Properties));
      // A model has no id but its name.
      const id = kind === 'Model' ? String(resourceKind(view.type).ref(view)) : view.id(6);
      const part = { kind, id, properties };
      parts.set(apiId, [...(parts.get(apiId) ?? []), part]);
    }
  }
  return parts;
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
