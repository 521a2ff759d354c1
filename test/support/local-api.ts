import type { RestApiDefinition, StageDefinition } from '../../lib/local/assembly/assembly.ts';
import type { FunctionInvoker } from '../../lib/local/functions/function-pool.ts';
import type { RestApi } from '../../lib/local/rest-api/rest-api.ts';
import type { Arrival, ClientRequest, Exchange, Stage } from '../../lib/local/steps/exchange.ts';
import { matchMethod } from '../../lib/local/steps/match-method.ts';
import { deploy } from './deploy-api.ts';

export type Json = Readonly<Record<string, unknown>>;

export const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:000000000000:function:echo';

export function lambdaIntegration(arn: string = FUNCTION_ARN): Json {
  return {
    'x-amazon-apigateway-integration': {
      type: 'aws_proxy',
      httpMethod: 'POST',
      uri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations`,
    },
  };
}

/** Answers 200 with the text. */
export function mockIntegration(text: string): Json {
  return {
    'x-amazon-apigateway-integration': {
      type: 'mock',
      requestTemplates: { 'application/json': '{"statusCode": 200}' },
      responses: { default: { statusCode: '200', responseTemplates: { 'application/json': text } } },
    },
  };
}

export function openApi(paths: Json, rest: Json = {}): Json {
  return { openapi: '3.0.1', info: { title: 'test', version: '1' }, paths, ...rest };
}

export const STAGE: StageDefinition = {
  name: 'prod',
  deploymentId: 'dep123',
  variables: {},
  properties: {},
};

export function apiDefinition(body: Json, properties: Json = {}): RestApiDefinition {
  return {
    id: 'abcde12345',
    name: 'test',
    accountId: '000000000000',
    region: 'us-east-1',
    body,
    properties,
    tags: {},
    stages: [STAGE],
    parts: [],
    gatewayResponses: [],
  };
}

export function importApi(body: Json, properties: Json = {}, stage: StageDefinition = STAGE): RestApi {
  return deploy(apiDefinition(body, properties), stage, [FUNCTION_ARN]).api;
}

export function stageOf(body: Json, properties: Json = {}, definition: Partial<StageDefinition> = {}): Stage {
  return deploy(apiDefinition(body, properties), { ...STAGE, ...definition }, [FUNCTION_ARN]);
}

/** 9 April 2024, 12:34:56 UTC. */
export const NOW = 1_712_666_096_000;

export function arrivalAt(stage: Stage, request: Partial<ClientRequest> = {}): Arrival {
  const stagePath = request.stagePath ?? '/';
  return {
    request: {
      httpMethod: 'GET',
      host: 'api.example.com',
      stagePath,
      query: '',
      rawHeaders: [],
      body: Buffer.alloc(0),
      sourceIp: '127.0.0.1',
      port: 3000,
      ...request,
    },
    stage,
    path: stagePath,
    requestId: '11111111-2222-3333-4444-555555555555',
    extendedRequestId: 'AAAAAAAAAAAAAAA=',
    traceId: 'Root=1-661534f0-000000000000000000000000',
    now: NOW,
    log: undefined,
  };
}

export function exchangeAt(stage: Stage, request: Partial<ClientRequest> = {}): Exchange {
  const arrival = arrivalAt(stage, request);
  const match = matchMethod(stage.tree, arrival.request.httpMethod, arrival.path);
  if (match === undefined) throw new Error(`no method for ${arrival.request.httpMethod} ${arrival.path}`);
  return { ...arrival, ...match };
}

/** Functions run in place. */
export function functionsOf(
  handlers: Readonly<Record<string, (event: Json) => unknown>>,
): FunctionInvoker & { readonly calls: Json[] } {
  const calls: Json[] = [];
  return {
    calls,
    invoke: async (arn, event) => {
      const handler = handlers[arn];
      if (handler === undefined) throw new Error(`no function ${arn}`);
      calls.push(event as Json);
      try {
        return { kind: 'returned', payload: await handler(event as Json) };
      } catch (error) {
        return {
          kind: 'failed',
          errorType: 'Error',
          errorMessage: error instanceof Error ? error.message : String(error),
        };
      }
    },
    invokeStreaming: async () => ({ kind: 'failed', errorType: 'Error', errorMessage: 'not streamed' }),
  };
}
