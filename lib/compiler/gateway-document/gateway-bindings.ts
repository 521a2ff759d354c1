import type { Guards } from './guards.ts';

/** What only a deployment knows. Strings that may hold tokens of the CDK or of CloudFormation. */
export interface GatewayBindings {
  /** `arn:…:apigateway:…:lambda:path/2015-03-31/functions/<version>/invocations`. */
  readonly routerUri: string;
  /** `arn:…:apigateway:…:lambda:path/2021-11-15/functions/<version>/response-streaming-invocations`; needed when an operation streams. */
  readonly streamingRouterUri?: string;
  /** Needed when the authorizer has something to judge. */
  readonly authorizerUri?: string;
}

export interface GatewayContext {
  readonly bindings: GatewayBindings;
  readonly guards: Guards;
}
