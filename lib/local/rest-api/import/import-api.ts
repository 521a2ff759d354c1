import { asObject, booleanOf, listOf, listOfStrings, numberOf, stringOf, stringsOf } from '../../json-values.ts';
import type { ApiProblems } from '../api-problems.ts';
import type { ApiRecord, GatewayResponseRecord, RequestValidatorRecord } from '../api-record.ts';
import { gatewayResponse, isGatewayResponseType } from '../gateway-response-types.ts';
import { recordId } from '../record-ids.ts';
import { type BasePathMode, basePath } from './base-path.ts';
import { importAuthorizers } from './import-authorizers.ts';
import type { ImportContext } from './import-context.ts';
import { importModels } from './import-models.ts';
import { importResources } from './import-resources.ts';
import { type OpenApiBody, openApiBody } from './openapi-body.ts';

export type ImportedParts = Pick<
  ApiRecord,
  'resources' | 'models' | 'authorizers' | 'requestValidators' | 'gatewayResponses'
> &
  Partial<ApiRecord>;

/** What the importer answers to all that it cannot read (recorded): garbage and OpenAPI 3.1 alike. */
export const INVALID_INPUT = 'Invalid OpenAPI input.';

/** API Gateway's import of an OpenAPI value: all that the value says of an API. */
export function importApi(
  api: Pick<ApiRecord, 'id' | 'accountId' | 'region'>,
  value: Readonly<Record<string, unknown>>,
  mode: BasePathMode,
  problems: ApiProblems,
): ImportedParts {
  const body = openApiBody(value);
  const version = stringOf(body.root.openapi ?? body.root.swagger) ?? '';
  if (!version.startsWith('3.0') && !version.startsWith('2.')) problems.invalid('openapi', INVALID_INPUT);
  const expand = (text: string) => expandVariables(text, api);
  const models = importModels(api.id, body.schemas, problems);
  const requestValidators = importValidators(api.id, body);
  const authorizers = importAuthorizers(api.id, body, expand);
  const context: ImportContext = {
    apiId: api.id,
    body,
    problems,
    validators: requestValidators,
    authorizers,
    expand,
    modelName: models.nameOf,
  };
  return {
    ...settings(body),
    resources: importResources(context, basePath(body, mode)),
    models: models.list(),
    authorizers: [...authorizers.values()],
    requestValidators,
    gatewayResponses: importGatewayResponses(body, problems),
  };
}

function settings({ root }: OpenApiBody): Partial<ApiRecord> {
  const info = asObject(root.info) ?? {};
  const [name, description, version] = [info.title, info.description, info.version].map(stringOf);
  const source = stringOf(root['x-amazon-apigateway-api-key-source'])?.toUpperCase();
  const minimum = numberOf(root['x-amazon-apigateway-minimum-compression-size']);
  const policy = asObject(root['x-amazon-apigateway-policy']);
  const server = asObject(listOf(root.servers)[0]);
  const endpoint = asObject((server ?? root)['x-amazon-apigateway-endpoint-configuration']);
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(version !== undefined && { version }),
    ...(source !== undefined && { apiKeySource: source === 'AUTHORIZER' ? 'AUTHORIZER' : 'HEADER' }),
    binaryMediaTypes: listOfStrings(root['x-amazon-apigateway-binary-media-types']),
    ...(minimum !== undefined && { minimumCompressionSize: minimum }),
    ...(policy !== undefined && { policy }),
    ...(endpoint?.disableExecuteApiEndpoint !== undefined && {
      disableExecuteApiEndpoint: booleanOf(endpoint.disableExecuteApiEndpoint) ?? false,
    }),
  };
}

function importValidators(apiId: string, { root }: OpenApiBody): RequestValidatorRecord[] {
  return Object.entries(asObject(root['x-amazon-apigateway-request-validators']) ?? {}).map(([name, value]) => ({
    id: recordId(6, apiId, 'validator', name),
    name,
    validateRequestBody: booleanOf(asObject(value)?.validateRequestBody) ?? false,
    validateRequestParameters: booleanOf(asObject(value)?.validateRequestParameters) ?? false,
  }));
}

function importGatewayResponses({ root }: OpenApiBody, problems: ApiProblems): GatewayResponseRecord[] {
  return Object.entries(asObject(root['x-amazon-apigateway-gateway-responses']) ?? {}).map(([type, value]) => {
    if (!isGatewayResponseType(type))
      problems.invalid('gateway responses', `there is no gateway response type "${type}"`);
    const { statusCode, responseParameters, responseTemplates } = asObject(value) ?? {};
    return gatewayResponse(type, statusCode, stringsOf(responseParameters), stringsOf(responseTemplates));
  });
}

function expandVariables(text: string, api: Pick<ApiRecord, 'accountId' | 'region'>): string {
  return text
    .replaceAll('${AWS::AccountId}', api.accountId)
    .replaceAll('${AWS::Region}', api.region)
    .replaceAll('${AWS::Partition}', 'aws');
}
