import type { ApiProblems } from '../api-problems.ts';
import type { AuthorizerRecord, RequestValidatorRecord } from '../api-record.ts';
import type { OpenApiBody } from './openapi-body.ts';

/** What the parts of an import share. */
export interface ImportContext {
  readonly apiId: string;
  readonly body: OpenApiBody;
  readonly problems: ApiProblems;
  readonly validators: readonly RequestValidatorRecord[];
  /** By the name of the security scheme. */
  readonly authorizers: ReadonlyMap<string, AuthorizerRecord>;
  /** Puts the `${AWS::…}` variables into a text of the body. */
  expand(text: string): string;
  /** The name of a schema's model, which is made if it is not there. @param place for warnings */
  modelName(schema: unknown, place: string): string;
}
