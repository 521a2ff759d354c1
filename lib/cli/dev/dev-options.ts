import type { Settings } from '../compile-settings.ts';
import type { DocumentReaderOptions } from '../document-reader.ts';

export interface DevOptions extends DocumentReaderOptions, Pick<Settings, 'backend' | 'resourceQuota'> {
  readonly port: number;
  readonly endpoint: Readonly<Record<string, string>>;
  readonly stage: string;
  readonly stateDir: string;
  readonly samples?: string;
  readonly secrets?: string;
  readonly clientCertificate?: string;
}
