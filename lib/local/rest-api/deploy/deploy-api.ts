import { listOf } from '../../json-values.ts';
import type { ApiProblems } from '../api-problems.ts';
import type { ApiRecord } from '../api-record.ts';
import type { RestApi } from '../rest-api.ts';
import { bodyModels } from './body-model.ts';
import type { DeployContext } from './deploy-context.ts';
import { deployGatewayResponses } from './deploy-gateway-responses.ts';
import { deployMethod } from './deploy-method.ts';
import { deployPolicy } from './deploy-policy.ts';
import { mediaTypeMatcher } from './media-type-matcher.ts';

export interface DeployOptions {
  readonly problems: ApiProblems;
  readonly cannotRun: DeployContext['cannotRun'];
  /** Whether models enforce `minItems` and `maxItems`. */
  readonly arrayBounds: boolean;
}

/** An API as it is served with a stage's variables; what cannot be is told to `problems`. */
export function deployApi(
  api: ApiRecord,
  variables: Readonly<Record<string, string>>,
  { problems, cannotRun, arrayBounds }: DeployOptions,
): RestApi {
  const model = bodyModels(Object.fromEntries(api.models.map(({ name, schema }) => [name, schema])), arrayBounds);
  const known = new Map(api.models.map(({ name, schema }) => [name, model(schema)]));
  const context: DeployContext = {
    api,
    problems,
    cannotRun,
    expand: (text) => text.replace(/\$\{stageVariables\.(\w+)\}/g, (_, name: string) => variables[name] ?? ''),
    bodyModel: (name) => known.get(name),
  };
  const resources = api.resources.map((resource) => ({
    id: resource.id,
    path: resource.path,
    methods: Object.values(resource.resourceMethods).flatMap((method) => deployMethod(context, resource, method)),
  }));
  return {
    id: api.id,
    name: api.name,
    accountId: api.accountId,
    region: api.region,
    endpointType: String(listOf(api.endpointConfiguration.types)[0] ?? 'EDGE'),
    apiKeySource: api.apiKeySource,
    binaryMediaTypes: mediaTypeMatcher(api.binaryMediaTypes),
    minimumCompressionSize: api.minimumCompressionSize,
    disableExecuteApiEndpoint: api.disableExecuteApiEndpoint,
    policy: deployPolicy(context),
    resources: resources.filter(({ methods }) => methods.length > 0),
    gatewayResponses: deployGatewayResponses(context),
  };
}
