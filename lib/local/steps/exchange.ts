/** What the steps of one request pass on. Types only. */

import type { Readable } from 'node:stream';
import type { ClientCertificate } from '../client-certificate.ts';
import type { GatewayResponseType, Method, RestApi, ValueSource } from '../rest-api/rest-api.ts';
import type { RouteNode } from './route-tree.ts';

/** A stage that is being served. */
export interface Stage {
  readonly api: RestApi;
  readonly name: string;
  readonly deploymentId: string;
  /** `null`: the stage has none. */
  readonly variables: Readonly<Record<string, string>> | null;
  readonly tree: RouteNode;
  /** By method: the bucket's name and limits; a method without any is not in it. */
  readonly throttles: ReadonlyMap<Method, MethodThrottle>;
  /** Whether this is the canary of the stage; `undefined`: the stage has none. */
  readonly isCanary: boolean | undefined;
  /** What takes so many of a hundred requests instead. */
  readonly canary: { readonly percent: number; readonly stage: Stage } | undefined;
  /** Format of the access log's lines; `undefined`: none is written. */
  readonly accessLog: string | undefined;
}

export interface MethodThrottle {
  readonly bucket: string;
  readonly rateLimit: number;
  readonly burstLimit: number;
}

/** A request as it came over the wire. */
export interface ClientRequest {
  readonly httpMethod: string;
  /** The `Host` header, or the name of the custom domain. */
  readonly host: string;
  /** From the stage's slash on, as the client sent it, with repeated slashes; without the query. */
  readonly stagePath: string;
  /**
   * What a custom domain's path has before that, often nothing; `undefined`: it came by the API's own name, behind which
   * the stage stands.
   */
  readonly basePath?: string | undefined;
  /** Without `?`. */
  readonly query: string;
  /** Names and values in turn, as received. */
  readonly rawHeaders: readonly string[];
  /** Empty when there is none. */
  readonly body: Buffer;
  readonly sourceIp: string;
  /** Port that the client reached. */
  readonly port: number;
  readonly clientCertificate?: ClientCertificate | undefined;
}

/** A request at a stage, before its method is known. */
export interface Arrival {
  readonly request: ClientRequest;
  readonly stage: Stage;
  /** After the stage, one leading slash. */
  readonly path: string;
  readonly requestId: string;
  readonly extendedRequestId: string;
  /** For the integration, the client's or a new one. */
  readonly traceId: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Filled as the steps go on; `undefined`: nobody reads it. */
  readonly log: AccessRecord | undefined;
}

/** A request whose method is known. */
export interface Exchange extends Arrival {
  readonly method: Method;
  readonly pathParameters: Readonly<Record<string, string>>;
  /** Once it has said yes. */
  readonly authorizer?: AuthorizerContext | undefined;
  /** Once it has been counted. */
  readonly apiKey?: ExchangeApiKey | undefined;
}

/** What an access log tells beside the request, by the names of `$context`. */
export type AccessRecord = Record<string, string | number>;

/** What the authorizer said, as it appears in the event: `principalId`, `integrationLatency` and the context as strings. */
export type AuthorizerContext = Readonly<Record<string, string | number>>;

/** The API key that a method required. */
export interface ExchangeApiKey {
  readonly kind: 'api-key';
  readonly id: string;
  readonly value: string;
}

export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  /** Names and values in turn; lengths and hop-by-hop fields are the server's. */
  readonly headers: string[];
  readonly body: Buffer | string | Readable;
}

/** A gateway response that is due, before customisation. */
export interface Refusal {
  readonly kind: 'refusal';
  readonly type: GatewayResponseType;
  /** Where the API does not set another. */
  readonly status: number;
  readonly errorType: string;
  readonly message: string | null;
  /** `$context.error.validationErrorString`. */
  readonly validationError?: string;
  /** For the log alone. */
  readonly detail?: string;
  /** What the authorizer said that refuses: gateway responses can quote its context. */
  readonly authorizer?: AuthorizerContext;
}

/** What an integration answered, before it is mapped. */
export interface BackendAnswer {
  /** What selection patterns are matched with: a status, or a function's error message. */
  readonly selector: string;
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
}

export type { ValueSource };
