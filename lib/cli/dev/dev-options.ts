import type { DocumentReaderOptions } from '../document-reader.ts';

export interface DevOptions extends DocumentReaderOptions {
  readonly backend: readonly string[];
  readonly port: number;
  readonly endpoint: Readonly<Record<string, string>>;
  readonly stage: string;
  readonly stateDir: string;
  readonly samples?: string;
  readonly secrets?: string;
  readonly clientCertificate?: string;
}
