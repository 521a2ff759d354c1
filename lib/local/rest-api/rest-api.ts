/** A REST API as it is served at one stage, made of a deployment and the stage's variables. Types only. */
import type { PolicyStatement } from '../steps/evaluate-policy.ts';
import type { BodyModel } from './deploy/body-model.ts';
import type { MediaTypeMatcher } from './deploy/media-type-matcher.ts';

export interface RestApi {
  readonly id: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** `EDGE`, `REGIONAL` or `PRIVATE`. */
  readonly endpointType: string;
  readonly apiKeySource: 'HEADER' | 'AUTHORIZER';
  readonly binaryMediaTypes: MediaTypeMatcher;
  /** Bytes from which a response is compressed; absent: never. */
  readonly minimumCompressionSize: number | undefined;
  /** Whether `execute-api` host names are closed. */
  readonly disableExecuteApiEndpoint: boolean;
  /** The resource policy; `undefined`: there is none. */
  readonly policy: readonly PolicyStatement[] | undefined;
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
  readonly authorizer: Authorizer | ElsewhereAuthorizer | undefined;
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

/** One that does not run here: who shows nothing is refused as the service does it, nobody else gets an answer. */
export interface ElsewhereAuthorizer {
  readonly kind: 'elsewhere';
  readonly scheme: 'iam' | 'token' | 'function';
  readonly identitySources: readonly ValueSource[];
  readonly reason: string;
}

export type Integration =
  | LambdaProxyIntegration
  | HttpProxyIntegration
  | MockIntegration
  | HttpIntegration
  | LambdaIntegration
  /** Accepted by the importer, answered with 500 at every call. */
  | { readonly kind: 'misconfigured'; readonly reason: string }
  /** Of what does not run here, answered likewise. */
  | { readonly kind: 'elsewhere'; readonly reason: string };

export interface LambdaProxyIntegration {
  readonly kind: 'lambda-proxy' | 'lambda-streaming';
  readonly functionArn: string;
  /** Milliseconds. */
  readonly timeout: number;
}

/** Where a request goes over HTTP. */
export interface HttpEndpoint {
  /** `ANY`: the client's method. */
  readonly httpMethod: string;
  /** Stage variables are already put in; `{name}` is filled from `requestParameters`. */
  readonly uri: string;
  readonly requestParameters: readonly ParameterMapping[];
  /** Whether certificates are not verified (`tlsConfig`). */
  readonly insecure: boolean;
  /** Milliseconds. */
  readonly timeout: number;
}

export interface HttpProxyIntegration extends HttpEndpoint {
  readonly kind: 'http-proxy';
  readonly streaming: boolean;
}

export interface HttpIntegration extends HttpEndpoint, MappedIntegration {
  readonly kind: 'http';
}

/** A function that gets what a template makes of the request (type AWS). */
export interface LambdaIntegration extends MappedIntegration {
  readonly kind: 'lambda';
  readonly functionArn: string;
  /** `X-Amz-Invocation-Type: Event` is a mapping. */
  readonly requestParameters: readonly ParameterMapping[];
  /** Milliseconds. */
  readonly timeout: number;
}

export interface MockIntegration extends MappedIntegration {
  readonly kind: 'mock';
}

export interface ParameterMapping {
  readonly to: 'header' | 'path' | 'querystring';
  readonly name: string;
  readonly from: ValueSource;
}

/** What integrations that are no proxy make of a request and of its answer. */
export interface MappedIntegration {
  /** By media type, lower case. */
  readonly requestTemplates: ReadonlyMap<string, Template>;
  readonly passthrough: 'WHEN_NO_MATCH' | 'WHEN_NO_TEMPLATES' | 'NEVER';
  readonly contentHandling: ContentHandling | undefined;
  readonly responses: readonly IntegrationResponse[];
}

export type ContentHandling = 'CONVERT_TO_TEXT' | 'CONVERT_TO_BINARY';

/** A mapping template; it is parsed when it is first needed. */
export interface Template {
  readonly text: string;
}

export interface IntegrationResponse {
  /** What the whole status or error message must match; `undefined`: the default response. */
  readonly selectionPattern: RegExp | undefined;
  readonly statusCode: number;
  /** Response header name and where its value comes from. */
  readonly headers: readonly (readonly [name: string, from: ValueSource])[];
  /** By media type. */
  readonly templates: ReadonlyMap<string, Template>;
  readonly contentHandling: ContentHandling | undefined;
}

/** Where a mapped value comes from. */
export type ValueSource =
  | { readonly kind: 'static'; readonly value: string }
  | { readonly kind: 'header' | 'path' | 'querystring'; readonly name: string; readonly multi: boolean }
  /** Of the integration's answer. */
  | { readonly kind: 'response-header'; readonly name: string; readonly multi: boolean }
  /** Of the request's or, in a response, of the integration's body; without a path all of it. */
  | { readonly kind: 'body'; readonly path: string | undefined }
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
