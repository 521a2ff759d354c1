export interface ServeOptions {
  readonly assembly: string;
  readonly port: number;
  readonly endpoint: Readonly<Record<string, string>>;
  readonly stateDir: string;
}
