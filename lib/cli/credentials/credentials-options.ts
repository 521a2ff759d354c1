import type { CredentialKind } from '../../credentials/holder.ts';
import type { GatewayOptions } from '../../keys/gateway-access.ts';

export interface SchemeOptions extends GatewayOptions {
  readonly scheme: string;
}

export interface ListOptions extends GatewayOptions {
  readonly scheme?: string;
  readonly format: 'table' | 'json';
}

/** Where a secret or a key comes from. */
export interface SecretOptions extends SchemeOptions {
  readonly stdin?: boolean;
  readonly publicKey?: string;
  readonly hmac?: boolean;
  readonly keyId?: string;
}

export interface AddOptions extends SecretOptions {
  readonly kind: CredentialKind;
  readonly scope: readonly string[];
  readonly expires?: Date;
}

export interface RotateOptions extends SecretOptions {
  /** Milliseconds. */
  readonly overlap: number;
}
