import type { Behaviour } from '../../local/behaviour.ts';

export interface ServeOptions {
  readonly assembly: string;
  readonly port: number;
  readonly endpoint: Readonly<Record<string, string>>;
  readonly stateDir: string;
  /** `-`: stdout. */
  readonly accessLog?: string;
  readonly secrets?: string;
  readonly behaviour: Partial<Behaviour>;
}
