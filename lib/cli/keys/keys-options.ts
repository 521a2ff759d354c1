import type { GatewayOptions } from '../../keys/gateway-access.ts';

export type { GatewayOptions };

export type Format = 'text' | 'table' | 'json' | 'csv';

interface Formatted extends GatewayOptions {
  readonly format: Format;
}

export interface IssueOptions extends Formatted {
  readonly plan?: string;
  readonly consumer?: string;
  readonly issuer?: string;
  readonly subject?: string;
  readonly others?: boolean;
  readonly expires?: Date;
  readonly metadata: Readonly<Record<string, string>>;
  readonly description?: string;
}

export interface ListOptions extends Formatted {
  readonly plan?: string;
  readonly consumer?: string;
  readonly all?: boolean;
}

export type ShowOptions = Formatted;

export interface UsageOptions extends Formatted {
  readonly from?: string;
  readonly to?: string;
}

export interface RotateOptions extends Formatted {
  /** Milliseconds. */
  readonly overlap: number;
  readonly plan?: string;
}

export interface RevokeOptions extends GatewayOptions {
  readonly delete?: boolean;
}

export interface MoveOptions extends GatewayOptions {
  readonly plan: string;
}

export interface GrantOptions extends GatewayOptions {
  readonly extra: number;
}

export interface ImportOptions extends GatewayOptions {
  readonly plan?: string;
}

export interface ExportOptions extends GatewayOptions {
  readonly plan?: string;
  readonly out: string;
}
