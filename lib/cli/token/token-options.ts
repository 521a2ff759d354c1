export interface TokenOptions {
  readonly overlay: readonly string[];
  readonly scope: readonly string[];
  readonly scheme?: string;
  readonly claim: Readonly<Record<string, unknown>>;
  readonly subject: string;
  /** Milliseconds. */
  readonly lifetime: number;
  readonly stateDir: string;
}
