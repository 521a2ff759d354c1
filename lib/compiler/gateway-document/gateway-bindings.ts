import type { Guards } from './guards.ts';

/** What only a deployment knows: strings, or intrinsic functions of CloudFormation that stand for some. */
export interface GatewayBindings {
  /** `arn:…:apigateway:…:lambda:path/2015-03-31/functions/<version>/invocations`. */
  readonly routerUri: string | object;
  /** `arn:…:apigateway:…:lambda:path/2021-11-15/functions/<version>/response-streaming-invocations`; needed when an operation streams. */
  readonly streamingRouterUri?: string | object;
  /** Needed when the authorizer has something to judge. */
  readonly authorizerUri?: string | object;
  /** As `routerUri`; needed when the gateway tells callers of their API key. */
  readonly usageUri?: string | object;
}

export interface GatewayContext {
  readonly bindings: GatewayBindings;
  readonly guards: Guards;
}
