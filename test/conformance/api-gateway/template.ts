import { FUNCTIONS } from './functions.ts';

export type Json = Readonly<Record<string, unknown>>;

/** An API of the template: its stage has the name that the recording had. */
export interface Api {
  readonly stage: string;
  /** `undefined`: its properties say where it is. */
  readonly body: Json | undefined;
  readonly properties?: Json;
  readonly stageProperties?: Json;
}

const INVOCATIONS = 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations';

export const lambdaUri = (id: string): Json => ({
  'Fn::Sub': [INVOCATIONS, { arn: { 'Fn::GetAtt': [id, 'Arn'] } }],
});

/** An operation with an integration. */
export const operation = (integration: Json, rest: Json = {}): Json => ({
  responses: {},
  ...rest,
  'x-amazon-apigateway-integration': integration,
});

export const proxy = (id: string, settings: Json = {}, rest: Json = {}): Json =>
  operation({ type: 'aws_proxy', httpMethod: 'POST', uri: lambdaUri(id), ...settings }, rest);

export const any = (method: Json): Json => ({ 'x-amazon-apigateway-any-method': method });

/** Answers 200 with the text of a template. */
export const mock = (template: string, settings: Json = {}, rest: Json = {}): Json =>
  operation(
    {
      type: 'mock',
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
      responses: { default: { statusCode: '200', responseTemplates: { 'application/json': template } } },
      ...settings,
    },
    rest,
  );

export const openApi = (paths: Json, rest: Json = {}): Json => ({
  openapi: '3.0.1',
  info: { title: 'conformance', version: '1' },
  paths,
  ...rest,
});

/** One stack, written by hand: nothing in it is ours. */
export function template(apis: Readonly<Record<string, Api>>, more: Json): Json {
  const resources: Record<string, unknown> = { ...more };
  for (const [id, source] of Object.entries(FUNCTIONS)) {
    const Properties = { Runtime: 'nodejs24.x', Handler: 'index.handler', Timeout: 10, Code: { ZipFile: source } };
    resources[id] = { Type: 'AWS::Lambda::Function', Properties };
  }
  for (const [id, { stage, body, properties, stageProperties }] of Object.entries(apis)) {
    const RestApiId = { Ref: id };
    resources[id] = {
      Type: 'AWS::ApiGateway::RestApi',
      Properties: { Name: id, ...(body && { Body: body }), ...properties },
    };
    resources[`${id}Deployment`] = { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId } };
    resources[`${id}Stage`] = {
      Type: 'AWS::ApiGateway::Stage',
      Properties: { RestApiId, StageName: stage, DeploymentId: { Ref: `${id}Deployment` }, ...stageProperties },
    };
  }
  return { Resources: resources };
}
