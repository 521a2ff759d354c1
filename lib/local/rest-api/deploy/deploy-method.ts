import type { MethodRecord, RequestValidatorRecord, ResourceRecord } from '../api-record.ts';
import type { Method, RequiredParameter } from '../rest-api.ts';
import type { BodyModel } from './body-model.ts';
import { deployAuthorizer } from './deploy-authorizer.ts';
import type { DeployContext } from './deploy-context.ts';
import { deployIntegration } from './deploy-integration.ts';
import { valueSource } from './value-source.ts';

const PARAMETER = /^method\.request\.(header|path|querystring)\.(.+)$/;

export function deployMethod(context: DeployContext, resource: ResourceRecord, method: MethodRecord): Method[] {
  const place = `${method.httpMethod} ${resource.path}`;
  const integration = deployIntegration(context, place, method);
  const authorizer = methodAuthorizer(context, place, method);
  if (integration === undefined) return [];
  const validator = context.api.requestValidators.find(({ id }) => id === method.requestValidatorId);
  return [
    {
      resourceId: resource.id,
      resourcePath: resource.path,
      httpMethod: method.httpMethod,
      operationName: method.operationName,
      authorizer,
      apiKeyRequired: method.apiKeyRequired,
      requiredParameters: validator?.validateRequestParameters === true ? requiredParameters(method) : [],
      bodyModels: bodyModels(context, method, validator),
      integration,
    },
  ];
}

function methodAuthorizer(context: DeployContext, place: string, method: MethodRecord): Method['authorizer'] {
  switch (method.authorizationType) {
    case 'NONE':
      return undefined;
    case 'CUSTOM': {
      const record = context.api.authorizers.find(({ id }) => id === method.authorizerId);
      if (record !== undefined) return deployAuthorizer(context, record);
      context.problems.invalid(place, 'Invalid Authorizer identifier specified');
      return undefined;
    }
    default: {
      const reason = `its authorization is by ${method.authorizationType}, which does not run here`;
      context.problems.elsewhere(place, reason);
      const scheme = method.authorizationType === 'AWS_IAM' ? 'iam' : 'token';
      const record = context.api.authorizers.find(({ id }) => id === method.authorizerId);
      const source = valueSource(record?.identitySource ?? 'method.request.header.Authorization');
      return { kind: 'elsewhere', scheme, identitySources: source === undefined ? [] : [source], reason };
    }
  }
}

/** In API Gateway's order: header, path, query string, each by name. */
function requiredParameters({ requestParameters = {} }: MethodRecord): readonly RequiredParameter[] {
  const required = Object.keys(requestParameters).filter((name) => requestParameters[name] === true);
  return required.sort().flatMap((expression) => {
    const [, place, name] = PARAMETER.exec(expression) ?? [];
    return name === undefined ? [] : [{ in: place as RequiredParameter['in'], name }]; // the expression has matched one of the three
  });
}

function bodyModels(
  context: DeployContext,
  { requestModels = {} }: MethodRecord,
  validator: RequestValidatorRecord | undefined,
): ReadonlyMap<string, BodyModel> | undefined {
  if (validator?.validateRequestBody !== true) return undefined;
  const models = Object.entries(requestModels).flatMap(([mediaType, name]) => {
    const model = context.bodyModel(name);
    return model === undefined ? [] : [[mediaType.toLowerCase(), model] as const];
  });
  return models.length > 0 ? new Map(models) : undefined;
}
