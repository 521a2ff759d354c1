import type { GatewayOptions } from '../../keys/gateway-access.ts';
import type { DocumentReaderOptions } from '../document-reader.ts';

export interface PlansOptions extends GatewayOptions, DocumentReaderOptions {}

export interface PrunePlansOptions extends PlansOptions {
  readonly withKeys?: boolean;
}
