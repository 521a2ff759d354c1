/** What a deployment adds to the document. */
export interface CompileOptions {
  /**
   * URLs of targets that replace those of every backend.
   * @default - the targets of `x-gateway.backends` and `servers`
   */
  readonly backend?: readonly string[];
  /**
   * Issuers by name of the security scheme; they go before the document's own.
   * @default - the issuers that the document names
   */
  readonly issuers?: Readonly<Record<string, IssuerBinding | readonly IssuerBinding[]>>;
  /**
   * For development only: issuer of every scheme that has none, each with an `info` problem.
   * @default - a scheme without issuer is an error
   */
  readonly defaultIssuer?: IssuerBinding;
  /**
   * API Gateway resources the API may have; beyond it, subtrees share one.
   * @default 300 - API Gateway's own quota of resources per API, which AWS raises on request
   */
  readonly resourceQuota?: number;
  /**
   * Whether a custom domain with a truststore is all there is to the API, so that every request comes with a client certificate.
   * `false`: `mutualTLS` is an error. @default - not known: a warning says what it will take to deploy
   */
  readonly clientCertificates?: boolean;
}

export interface IssuerBinding {
  /** Compared with `iss` exactly. */
  readonly issuer: string;
  /** One of them must be in `aud`; `null` is the explicit word that audiences are not checked. */
  readonly audience: string | readonly string[] | null;
  /** @default - `/.well-known/openid-configuration` below the issuer */
  readonly discoveryUrl?: string;
  /** URL of the issuer's key set (RFC 7517), where it has no metadata. @default - the metadata names it */
  readonly jwksUrl?: string;
}
