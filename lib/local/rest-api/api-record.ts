/** A REST API as API Gateway holds it: what its control plane tells and changes, in the control plane's own shapes. Types only. */
import type { JsonObject } from '../json-values.ts';

export interface ApiRecord {
  /** Ten characters [a-z0-9]. */
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly version?: string;
  /** Seconds since 1970. */
  readonly createdDate: number;
  readonly accountId: string;
  readonly region: string;
  readonly apiKeySource: 'HEADER' | 'AUTHORIZER';
  readonly binaryMediaTypes: readonly string[];
  /** Bytes, 0 to 10485760; absent: nothing is compressed. */
  readonly minimumCompressionSize?: number;
  readonly disableExecuteApiEndpoint: boolean;
  readonly endpointConfiguration: JsonObject;
  readonly policy?: JsonObject;
  readonly tags: Readonly<Record<string, string>>;
  /** Of the last import. */
  readonly warnings?: readonly string[];
  /** The root `/` first. */
  readonly resources: readonly ResourceRecord[];
  readonly models: readonly ModelRecord[];
  readonly authorizers: readonly AuthorizerRecord[];
  readonly requestValidators: readonly RequestValidatorRecord[];
  /** Only the customised ones. */
  readonly gatewayResponses: readonly GatewayResponseRecord[];
}

export interface ResourceRecord {
  readonly id: string;
  readonly parentId?: string;
  readonly pathPart?: string;
  readonly path: string;
  /** By method, `ANY` included. */
  readonly resourceMethods: Readonly<Record<string, MethodRecord>>;
}

export interface MethodRecord {
  readonly httpMethod: string;
  readonly authorizationType: string;
  readonly authorizerId?: string;
  readonly authorizationScopes?: readonly string[];
  readonly apiKeyRequired: boolean;
  readonly operationName?: string;
  readonly requestValidatorId?: string;
  /** By `method.request.{header,path,querystring}.NAME`; true: required. */
  readonly requestParameters?: Readonly<Record<string, boolean>>;
  /** Model names by content type. */
  readonly requestModels?: Readonly<Record<string, string>>;
  readonly methodResponses?: Readonly<Record<string, MethodResponseRecord>>;
  readonly methodIntegration?: IntegrationRecord;
}

export interface MethodResponseRecord {
  readonly statusCode: string;
  readonly responseParameters?: Readonly<Record<string, boolean>>;
  readonly responseModels?: Readonly<Record<string, string>>;
}

export interface IntegrationRecord {
  readonly type: 'AWS' | 'AWS_PROXY' | 'HTTP' | 'HTTP_PROXY' | 'MOCK';
  readonly httpMethod?: string;
  readonly uri?: string;
  readonly connectionType?: string;
  readonly connectionId?: string;
  readonly integrationTarget?: string;
  readonly credentials?: string;
  readonly requestParameters?: Readonly<Record<string, string>>;
  readonly requestTemplates?: Readonly<Record<string, string>>;
  readonly passthroughBehavior: string;
  readonly contentHandling?: string;
  readonly timeoutInMillis: number;
  readonly cacheNamespace: string;
  readonly cacheKeyParameters: readonly string[];
  readonly tlsConfig?: JsonObject;
  readonly responseTransferMode?: string;
  /** By status code. */
  readonly integrationResponses?: Readonly<Record<string, IntegrationResponseRecord>>;
}

export interface IntegrationResponseRecord {
  readonly statusCode: string;
  /** Absent or empty: the default response. */
  readonly selectionPattern?: string;
  readonly responseParameters?: Readonly<Record<string, string>>;
  readonly responseTemplates?: Readonly<Record<string, string>>;
  readonly contentHandling?: string;
}

export interface ModelRecord {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly contentType: string;
  /** JSON Schema draft-04; references name models by URL. */
  readonly schema: unknown;
}

export interface AuthorizerRecord {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly providerARNs?: readonly string[];
  readonly authType?: string;
  readonly authorizerUri?: string;
  readonly authorizerCredentials?: string;
  readonly identitySource?: string;
  readonly identityValidationExpression?: string;
  /** Seconds; absent: 300. */
  readonly authorizerResultTtlInSeconds?: number;
}

export interface RequestValidatorRecord {
  readonly id: string;
  readonly name: string;
  readonly validateRequestBody: boolean;
  readonly validateRequestParameters: boolean;
}

export interface GatewayResponseRecord {
  readonly responseType: string;
  readonly statusCode?: string;
  readonly responseParameters: Readonly<Record<string, string>>;
  readonly responseTemplates: Readonly<Record<string, string>>;
}

/** What CreateDeployment captured. */
export interface DeploymentRecord {
  readonly id: string;
  readonly description?: string;
  readonly createdDate: number;
  readonly api: ApiRecord;
}

export interface StageRecord {
  readonly stageName: string;
  readonly deploymentId: string;
  readonly description?: string;
  readonly variables: Readonly<Record<string, string>>;
  /** By `path/METHOD` as the control plane writes it: `*` for all, each `/` of a path as `~1`. */
  readonly methodSettings: Readonly<Record<string, MethodSettingRecord>>;
  readonly canarySettings?: CanarySettings;
  readonly accessLogSettings?: { readonly destinationArn?: string; readonly format?: string };
  readonly cacheClusterEnabled: boolean;
  readonly tracingEnabled: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdDate: number;
  readonly lastUpdatedDate: number;
}

export interface CanarySettings {
  readonly percentTraffic: number;
  readonly deploymentId: string;
  readonly stageVariableOverrides: Readonly<Record<string, string>>;
  readonly useStageCache: boolean;
}

export type MethodSettingRecord = Readonly<Record<string, unknown>>;

/** An API with what is deployed of it. */
export interface HeldApi {
  readonly api: ApiRecord;
  readonly deployments: readonly DeploymentRecord[];
  readonly stages: readonly StageRecord[];
}
