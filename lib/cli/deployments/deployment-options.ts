import type { Settings } from '../compile-settings.ts';
import type { DocumentReaderOptions } from '../document-reader.ts';

/** Which stage is meant, and where AWS is. */
export interface StageOptions {
  readonly stage: string;
  /** CloudFormation stack that holds it, @default `Gatewright-STAGE` */
  readonly stack?: string;
  /** Id of a REST API, in the place of a stack: nothing is asked of CloudFormation then. */
  readonly api?: string;
  readonly region?: string;
  readonly endpoint?: string;
}

export interface StatusOptions extends StageOptions, DocumentReaderOptions, Settings {
  readonly json: boolean;
  readonly failOnDrift: boolean;
}

export interface RollbackOptions extends StageOptions {
  /** Id of a Deployment. */
  readonly to?: string;
}

export interface PruneOptions extends StageOptions {
  /** How many Deployments stay, the newest. */
  readonly keep: number;
  readonly dryRun: boolean;
}
