import type { ApiProblems } from '../api-problems.ts';
import type { ApiRecord } from '../api-record.ts';
import type { BodyModel } from './body-model.ts';

/** What the parts of a deployment share. */
export interface DeployContext {
  readonly api: ApiRecord;
  readonly problems: ApiProblems;
  /** Why a function does not run here; `undefined`: it does. */
  cannotRun(functionArn: string): string | undefined;
  /** Puts the `${stageVariables.…}` of a uri in. */
  expand(text: string): string;
  /** A model by its name. */
  bodyModel(name: string): BodyModel | undefined;
}
