/** A REST API as API Gateway holds it after an import, for one stage. Types only. */
import type { BodyModel } from './body-model.ts';
import type { MediaTypeMatcher } from './media-type-matcher.ts';

export interface RestApi {
  readonly id: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  readonly apiKeySource: 'HEADER' | 'AUTHORIZER';
  readonly binaryMediaTypes: MediaTypeMatcher;
  /** Bytes from which a response is compressed; absent: never. */
  readonly minimumCompressionSize: number | undefined;
  readonly resources: readonly Resource[];
  /** Only the customised ones. */
  readonly gatewayResponses: ReadonlyMap<GatewayResponseType, GatewayResponse>;
}

export interface Resource {
  /** Six characters [a-z0-9]; the same for the same API and path. */
  readonly id: string;
  /** Begins with `/`; variables are whole segments, `{name}` or at the end `{name+}`. */
  readonly path: string;
  readonly methods: readonly Method[];
}

export interface Method {
  readonly resourceId: string;
  readonly resourcePath: string;
  /** Upper case, or `ANY`. */
  readonly httpMethod: string;
  readonly operationName: string | undefined;
  readonly authorizer: Authorizer | undefined;
  readonly apiKeyRequired: boolean;
  /** Empty when no validator looks at parameters. Ordered as API Gateway lists the missing ones. */
  readonly requiredParameters: readonly RequiredParameter[];
  /** By media type, lower case; `undefined` when no validator looks at the body. */
  readonly bodyModels: ReadonlyMap<string, BodyModel> | undefined;
  readonly integration: Integration;
}

export interface RequiredParameter {
  readonly in: 'header' | 'path' | 'querystring';
  readonly name: string;
}

export interface Authorizer {
  readonly name: string;
  readonly kind: 'TOKEN' | 'REQUEST';
  readonly functionArn: string;
  readonly identitySources: readonly ValueSource[];
  /** Milliseconds; 0: every request asks the function. */
  readonly ttl: number;
  /** TOKEN only: what the whole token must match before the function is asked. */
  readonly identityValidation: RegExp | undefined;
}

export type Integration =
  | LambdaProxyIntegration
  | HttpProxyIntegration
  | MockIntegration
  /** Accepted by the importer, answered with 500 at every call. */
  | { readonly kind: 'misconfigured'; readonly reason: string };

export interface LambdaProxyIntegration {
  readonly kind: 'lambda-proxy' | 'lambda-streaming';
  readonly functionArn: string;
  /** Milliseconds. */
  readonly timeout: number;
}

export interface HttpProxyIntegration {
  readonly kind: 'http-proxy';
  /** `ANY`: the client's method. */
  readonly httpMethod: string;
  /** Stage variables are already put in; `{name}` is filled from `requestParameters`. */
  readonly uri: string;
  readonly requestParameters: readonly ParameterMapping[];
  readonly streaming: boolean;
  /** Milliseconds. */
  readonly timeout: number;
}

export interface ParameterMapping {
  readonly to: 'header' | 'path' | 'querystring';
  readonly name: string;
  readonly from: ValueSource;
}

export interface MockIntegration {
  readonly kind: 'mock';
  /** By media type, lower case. */
  readonly requestTemplates: ReadonlyMap<string, string>;
  readonly passthrough: 'WHEN_NO_MATCH' | 'WHEN_NO_TEMPLATES' | 'NEVER';
  readonly responses: readonly IntegrationResponse[];
}

export interface IntegrationResponse {
  /** What the whole status must match; `undefined`: the default response. */
  readonly selectionPattern: RegExp | undefined;
  readonly statusCode: number;
  /** Response header name and where its value comes from. */
  readonly headers: readonly (readonly [name: string, from: ValueSource])[];
  /** By media type. */
  readonly templates: ReadonlyMap<string, string>;
}

/** Where a mapped value comes from. */
export type ValueSource =
  | { readonly kind: 'static'; readonly value: string }
  | { readonly kind: 'header' | 'path' | 'querystring'; readonly name: string; readonly multi: boolean }
  | { readonly kind: 'stage-variable' | 'context'; readonly name: string };

export interface GatewayResponse {
  readonly statusCode: number | undefined;
  readonly headers: readonly (readonly [name: string, from: ValueSource])[];
  /** By media type; empty: the type's own body. */
  readonly templates: ReadonlyMap<string, string>;
}

export type GatewayResponseType =
  | 'ACCESS_DENIED'
  | 'API_CONFIGURATION_ERROR'
  | 'AUTHORIZER_CONFIGURATION_ERROR'
  | 'AUTHORIZER_FAILURE'
  | 'BAD_REQUEST_BODY'
  | 'BAD_REQUEST_PARAMETERS'
  | 'DEFAULT_4XX'
  | 'DEFAULT_5XX'
  | 'EXPIRED_TOKEN'
  | 'INTEGRATION_FAILURE'
  | 'INTEGRATION_TIMEOUT'
  | 'INVALID_API_KEY'
  | 'INVALID_SIGNATURE'
  | 'MISSING_AUTHENTICATION_TOKEN'
  | 'QUOTA_EXCEEDED'
  | 'REQUEST_TOO_LARGE'
  | 'RESOURCE_NOT_FOUND'
  | 'THROTTLED'
  | 'UNAUTHORIZED'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'WAF_FILTERED';
