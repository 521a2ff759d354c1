export interface ValidateOptions {
  readonly backend: readonly string[];
}
