import { type WrittenAssembly, writeAssembly } from '../local/assembly/write-assembly.ts';
import type { Json } from './local-api.ts';

const REF = (id: string) => ({ Ref: id });
const URI = 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations';
const STREAM_URI =
  'arn:aws:apigateway:us-east-1:lambda:path/2021-11-15/functions/${arn}/response-streaming-invocations';

/** An AWS_PROXY integration of a function by its logical id in the template. */
export function invoke(functionId: string, settings: Json = {}): Json {
  const streaming = settings.responseTransferMode === 'STREAM';
  const uri = { 'Fn::Sub': [streaming ? STREAM_URI : URI, { arn: { 'Fn::GetAtt': [functionId, 'Arn'] } }] };
  return { 'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST', uri, ...settings } };
}

/** A Lambda authorizer's scheme. */
export function authorizerScheme(functionId: string, settings: Json = {}): Json {
  const authorizerUri = { 'Fn::Sub': [URI, { arn: { 'Fn::GetAtt': [functionId, 'Arn'] } }] };
  return {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    'x-amazon-apigateway-authtype': 'custom',
    'x-amazon-apigateway-authorizer': { type: 'request', authorizerUri, authorizerResultTtlInSeconds: 0, ...settings },
  };
}

export interface AssemblyParts {
  readonly body: Json;
  /** Source of each function's `index.js` by logical id. */
  readonly functions?: Readonly<Record<string, string>>;
  readonly functionTimeout?: number;
  readonly apiProperties?: Json;
  readonly stageProperties?: Json;
  /** Further resources, e.g. usage plans; the API is `Api`, the stage `Stage`. */
  readonly resources?: Json;
}

/** An assembly of one stack with one API at the stage `prod`, written by hand. */
export function writeLocalAssembly(parts: AssemblyParts): Promise<WrittenAssembly> {
  const functions = Object.entries(parts.functions ?? {}).map(([id, source]) => [
    id,
    {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Timeout: parts.functionTimeout ?? 10,
        Code: { ZipFile: source },
      },
    },
  ]);
  return writeAssembly({
    Main: {
      Resources: {
        ...Object.fromEntries(functions),
        Api: {
          Type: 'AWS::ApiGateway::RestApi',
          Properties: { Name: 'test', Body: parts.body, ...parts.apiProperties },
        },
        Deployment: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: REF('Api') } },
        Stage: {
          Type: 'AWS::ApiGateway::Stage',
          Properties: {
            RestApiId: REF('Api'),
            StageName: 'prod',
            DeploymentId: REF('Deployment'),
            ...parts.stageProperties,
          },
        },
        ...parts.resources,
      },
    },
  });
}

/** A usage plan of the stage. */
export function usagePlan(name: string, limits: Json = {}): Json {
  return {
    Type: 'AWS::ApiGateway::UsagePlan',
    DeletionPolicy: 'Retain',
    Properties: { UsagePlanName: name, ApiStages: [{ ApiId: REF('Api'), Stage: REF('Stage') }], ...limits },
  };
}
