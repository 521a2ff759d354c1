/** How the targets of a backend are found and reached. What is absent: by their URLs, over HTTP/1.1, as anybody. */
export interface OutboundConfig {
  /** Further targets, looked up while the gateway runs. */
  readonly sources?: readonly TargetSource[];
  /** Absent: HTTP/1.1. Over TLS it is negotiated (ALPN), over plain http known beforehand (RFC 9113 section 3.3). */
  readonly protocol?: 'http2';
  readonly tls?: TlsConfig;
  /** In place of the client's `Authorization`, which these targets never see. */
  readonly auth?: OutboundAuth;
}

export type TargetSource = SrvSource | CloudMapSource;

interface SourcePlace {
  readonly scheme: 'http' | 'https';
  /** Goes before every target path; empty, or starts with `/` and ends with none. */
  readonly path: string;
  /** Of each target that is found, on average. */
  readonly weight: number;
  /** Of the most wanted of them. */
  readonly priority: number;
}

export interface SrvSource extends SourcePlace {
  readonly kind: 'srv';
  /** Of the SRV records (RFC 2782). */
  readonly name: string;
}

export interface CloudMapSource extends SourcePlace {
  readonly kind: 'cloud-map';
  readonly namespace: string;
  readonly service: string;
  /** Where an instance says none; absent: the scheme's. */
  readonly port?: number;
}

/** Secrets by name or ARN. */
export interface TlsConfig {
  /** Certificates (PEM) that are trusted instead of the public ones. */
  readonly ca?: string;
  /** Certificate and private key (PEM) that the gateway shows. */
  readonly clientCertificate?: string;
  /** Verified in the certificate and sent as SNI, instead of the target's host. */
  readonly serverName?: string;
}

export type OutboundAuth = SigV4Auth | BearerAuth | BasicAuth | OAuth2Auth;

/** Signed with the function's own role. */
export interface SigV4Auth {
  readonly kind: 'sigv4';
  readonly service: string;
  /** Absent: the function's own. */
  readonly region?: string;
}

export interface BearerAuth {
  readonly kind: 'bearer';
  /** The token. */
  readonly secret: string;
}

export interface BasicAuth {
  readonly kind: 'basic';
  /** JSON with `username` and `password`. */
  readonly secret: string;
}

/** Client credentials (RFC 6749 section 4.4). */
export interface OAuth2Auth {
  readonly kind: 'oauth2';
  readonly tokenUrl: string;
  /** JSON with `client_id` and `client_secret`. */
  readonly secret: string;
  readonly scopes: readonly string[];
  readonly audience?: string;
  /** Absent: in the `Authorization` field, as RFC 6749 section 2.3.1 prefers. */
  readonly credentialsIn?: 'body';
}

/** Whether it takes more than a URL to reach a backend's targets: else none of this is loaded. */
export const isReachedByUrl = ({ sources, protocol, tls, auth }: OutboundConfig): boolean =>
  sources === undefined && protocol === undefined && tls === undefined && auth === undefined;

/** The secrets that a backend needs, by name or ARN. */
export const secretsOf = ({ tls, auth }: OutboundConfig): readonly string[] =>
  [tls?.ca, tls?.clientCertificate, auth !== undefined && 'secret' in auth ? auth.secret : undefined].filter(
    (secret) => secret !== undefined,
  );
