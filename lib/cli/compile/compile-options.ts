export interface CompileOptions {
  readonly out: string;
  readonly backend: readonly string[];
}
