import type { GatewayOptions } from '../../keys/gateway-access.ts';

export interface RevokeTokensOptions extends GatewayOptions {
  readonly stdin?: boolean;
  readonly issuer?: string;
  readonly jti?: string;
  readonly subject?: string;
  readonly until?: Date;
}
