import type { BodyModel } from './body-model.ts';
import type { ImportProblems } from './import-problems.ts';
import type { OpenApiBody } from './openapi-body.ts';
import type { Authorizer } from './rest-api.ts';

/** What the parts of an import share. */
export interface ImportContext {
  readonly apiId: string;
  readonly body: OpenApiBody;
  readonly problems: ImportProblems;
  /** Unqualified ARNs of the functions that can be run. */
  readonly functionArns: ReadonlySet<string>;
  /** Puts `${AWS::…}` and `${stageVariables.…}` into a string of the body. */
  expand(text: string): string;
  bodyModel(schema: unknown): BodyModel;
  /** By the name of the security scheme, filled as operations refer to them. */
  readonly authorizers: Map<string, Authorizer | undefined>;
}
