/** What the local runtime serves, read from a cloud assembly with every intrinsic resolved. Types only. */

export interface Assembly {
  readonly functions: readonly LambdaFunction[];
  /** Not a problem until an API refers to one; `readAssembly` refuses those it sees in an API's body. */
  readonly unsupportedFunctions: readonly UnsupportedFunction[];
  readonly tables: readonly TableDefinition[];
  readonly restApis: readonly RestApiDefinition[];
  readonly usagePlans: readonly UsagePlanDefinition[];
  /** Keys that a template declares; those issued at run time are in the state folder. */
  readonly apiKeys: readonly ApiKeyDefinition[];
  readonly schedules: readonly ScheduleDefinition[];
  readonly domains: readonly DomainDefinition[];
  /** Why mappings of custom domains are left out: sentences for the log. */
  readonly unservedMappings: readonly string[];
}

/** A custom domain. */
export interface DomainDefinition {
  /** In lower case; the first label may be `*`. */
  readonly name: string;
  readonly mappings: readonly DomainMapping[];
}

export interface DomainMapping {
  /** Without slashes at its ends; empty: every path. */
  readonly basePath: string;
  readonly apiId: string;
  /** `undefined`: the client's path names it, behind the base path. */
  readonly stage: string | undefined;
}

/** A target of an EventBridge rule that runs at a rate. */
export interface ScheduleDefinition {
  readonly ruleArn: string;
  /** A function of the assembly, or what this runtime does not have. */
  readonly targetArn: string;
  /** Milliseconds. */
  readonly interval: number;
  readonly accountId: string;
  readonly region: string;
  /** JSON that takes the event's place. */
  readonly input?: string;
}

export interface LambdaFunction {
  /** Unqualified; integrations may name it with a version or an alias behind it. */
  readonly arn: string;
  readonly name: string;
  /** `file.export`; the file may be in a folder of the code. */
  readonly handler: string;
  readonly runtime: string;
  /** Milliseconds. */
  readonly timeout: number;
  /** MB. */
  readonly memorySize: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly code: FunctionCode;
  /** The version published by the assembly, or `$LATEST`. */
  readonly version: string;
  readonly logGroupName: string;
}

export type FunctionCode =
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 'zip'; readonly path: string }
  | { readonly kind: 'inline'; readonly source: string };

export interface UnsupportedFunction {
  readonly arn: string;
  readonly name: string;
  /** Completes "function … is not supported: ". */
  readonly reason: string;
  /** Whether it runs in AWS alone; otherwise something is wrong with the assembly, or known to AWS alone. */
  readonly isOfOtherKind: boolean;
}

/** The inner values are in the shape that DynamoDB's CreateTable takes. */
export interface TableDefinition {
  readonly name: string;
  readonly attributeDefinitions: readonly AttributeDefinition[];
  readonly keySchema: readonly KeySchemaElement[];
  readonly globalSecondaryIndexes: readonly IndexDefinition[];
  readonly localSecondaryIndexes: readonly IndexDefinition[];
}

export interface AttributeDefinition {
  readonly AttributeName: string;
  readonly AttributeType: string;
}

export interface KeySchemaElement {
  readonly AttributeName: string;
  readonly KeyType: string;
}

export interface IndexDefinition {
  readonly IndexName: string;
  readonly KeySchema: readonly KeySchemaElement[];
  readonly Projection: { readonly ProjectionType?: string; readonly NonKeyAttributes?: readonly string[] };
}

export interface RestApiDefinition {
  /** Ten characters [a-z0-9]; the same for the same stack and logical id. */
  readonly id: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** The API's OpenAPI value, inline or from its asset, intrinsics resolved; `undefined`: it is made of resources alone. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
  /** What else decides how it answers, as CloudFormation names it: BinaryMediaTypes, ApiKeySourceType, Policy … */
  readonly properties: Readonly<Record<string, unknown>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly stages: readonly StageDefinition[];
  /** Resources, methods, models … that are resources of the template. */
  readonly parts: readonly RestApiPart[];
  /** From resources of their own; those in the body are in the body. */
  readonly gatewayResponses: readonly GatewayResponseDefinition[];
}

export interface StageDefinition {
  readonly name: string;
  readonly deploymentId: string;
  /** Of that Deployment; absent where only AWS can tell it, too. */
  readonly deploymentDescription?: string;
  readonly variables: Readonly<Record<string, string>>;
  /** What else decides how it answers, as CloudFormation names it: MethodSettings, CanarySetting … */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A resource of the template that is a part of an API, its properties resolved. */
export interface RestApiPart {
  readonly kind: 'Resource' | 'Method' | 'Model' | 'Authorizer' | 'RequestValidator';
  /** What `Ref` gives. */
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** As in API Gateway: a token bucket. */
export interface ThrottleSettings {
  /** Requests per second; may be a fraction. */
  readonly rateLimit: number;
  /** Requests. */
  readonly burstLimit: number;
}

export interface QuotaSettings {
  readonly limit: number;
  readonly offset: number;
  readonly period: 'DAY' | 'WEEK' | 'MONTH';
}

export interface GatewayResponseDefinition {
  readonly responseType: string;
  readonly statusCode?: string;
  readonly responseParameters: Readonly<Record<string, string>>;
  readonly responseTemplates: Readonly<Record<string, string>>;
}

export interface UsagePlanDefinition {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly throttle?: ThrottleSettings;
  readonly quota?: QuotaSettings;
  readonly apiStages: readonly ApiStage[];
  readonly tags?: Readonly<Record<string, string>>;
  /** Whether the plan lives on when its resource leaves the template (`DeletionPolicy` begins with `Retain`). */
  readonly retained: boolean;
}

export interface ApiStage {
  readonly apiId: string;
  readonly stage: string;
  /** By `/path/METHOD`; the root is `//METHOD`. */
  readonly throttle: Readonly<Record<string, ThrottleSettings>>;
}

export interface ApiKeyDefinition {
  /** Ten characters [a-z0-9]; the same for the same stack and logical id. */
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly customerId?: string;
  /** Absent: API Gateway generates it. */
  readonly value?: string;
  readonly enabled: boolean;
  readonly planIds: readonly string[];
}
