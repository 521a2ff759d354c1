import { booleanOf, type JsonObject, listOf, listOfStrings, numberOf, objectOf, stringOf } from '../json-values.ts';
import type { ApiProblems } from './api-problems.ts';
import type { IntegrationRecord, IntegrationResponseRecord, MethodRecord, ResourceRecord } from './api-record.ts';
import { DEFAULT_TIMEOUT } from './import/import-integration.ts';
import { integrationProblem, responseProblem } from './integration-rules.ts';
import { textMap, texts } from './template-parts.ts';

/** `AWS::ApiGateway::Method` as the method that it makes. */
export function templateMethod(resource: ResourceRecord, properties: JsonObject, problems: ApiProblems): MethodRecord {
  const httpMethod = String(properties.HttpMethod).toUpperCase();
  const declared = Object.entries(objectOf(properties.RequestParameters)).map(
    ([name, required]) => [name, booleanOf(required) ?? false] as const,
  );
  const requestParameters = Object.fromEntries(declared);
  const scopes = listOfStrings(properties.AuthorizationScopes);
  const methodIntegration =
    properties.Integration === undefined ? undefined : templateIntegration(resource, objectOf(properties.Integration));
  const problem = methodIntegration && integrationProblem(methodIntegration, requestParameters);
  const declaredResponses = methodResponses(properties.MethodResponses);
  const refused = Object.values(methodIntegration?.integrationResponses ?? {}).map((response) =>
    responseProblem(response, declaredResponses),
  );
  for (const reason of [problem, ...refused])
    if (reason !== undefined) problems.invalid(`${httpMethod} ${resource.path}`, reason);
  return {
    httpMethod,
    authorizationType: stringOf(properties.AuthorizationType) ?? 'NONE',
    apiKeyRequired: booleanOf(properties.ApiKeyRequired) ?? false,
    ...texts(properties, {
      authorizerId: 'AuthorizerId',
      operationName: 'OperationName',
      requestValidatorId: 'RequestValidatorId',
    }),
    ...(scopes.length > 0 && { authorizationScopes: scopes }),
    ...(declared.length > 0 && { requestParameters }),
    ...textMap('requestModels', properties.RequestModels),
    methodResponses: declaredResponses,
    ...(methodIntegration !== undefined && { methodIntegration }),
  };
}

function methodResponses(value: unknown): NonNullable<MethodRecord['methodResponses']> {
  return Object.fromEntries(
    listOf(value).map((item) => {
      const { StatusCode, ResponseParameters, ResponseModels } = objectOf(item);
      const parameters = Object.entries(objectOf(ResponseParameters));
      const responseParameters = Object.fromEntries(parameters.map(([name, on]) => [name, booleanOf(on) ?? false]));
      const record = {
        statusCode: String(StatusCode),
        ...(parameters.length > 0 && { responseParameters }),
        ...textMap('responseModels', ResponseModels),
      };
      return [record.statusCode, record] as const;
    }),
  );
}

function templateIntegration(resource: ResourceRecord, properties: JsonObject): IntegrationRecord {
  const responses = listOf(properties.IntegrationResponses).map(integrationResponse);
  const tlsConfig = properties.TlsConfig === undefined ? undefined : objectOf(properties.TlsConfig);
  return {
    type: String(properties.Type).toUpperCase() as IntegrationRecord['type'], // CloudFormation takes no other
    ...texts(properties, {
      httpMethod: 'IntegrationHttpMethod',
      uri: 'Uri',
      connectionType: 'ConnectionType',
      connectionId: 'ConnectionId',
      integrationTarget: 'IntegrationTarget',
      credentials: 'Credentials',
      contentHandling: 'ContentHandling',
      responseTransferMode: 'ResponseTransferMode',
    }),
    ...textMap('requestParameters', properties.RequestParameters),
    ...textMap('requestTemplates', properties.RequestTemplates),
    ...(tlsConfig !== undefined && {
      tlsConfig: { insecureSkipVerification: booleanOf(tlsConfig.InsecureSkipVerification) ?? false },
    }),
    passthroughBehavior: stringOf(properties.PassthroughBehavior)?.toUpperCase() ?? 'WHEN_NO_MATCH',
    timeoutInMillis: numberOf(properties.TimeoutInMillis) ?? DEFAULT_TIMEOUT,
    cacheNamespace: stringOf(properties.CacheNamespace) ?? resource.id,
    cacheKeyParameters: listOfStrings(properties.CacheKeyParameters),
    ...(responses.length > 0 && {
      integrationResponses: Object.fromEntries(responses.map((response) => [response.statusCode, response])),
    }),
  };
}

function integrationResponse(value: unknown): IntegrationResponseRecord {
  const properties = objectOf(value);
  return {
    statusCode: String(properties.StatusCode),
    ...texts(properties, { selectionPattern: 'SelectionPattern', contentHandling: 'ContentHandling' }),
    ...textMap('responseParameters', properties.ResponseParameters),
    ...textMap('responseTemplates', properties.ResponseTemplates),
  };
}
