import type { Problem } from '../../compiler/index.ts';
import type { UserError } from '../../errors.ts';

/** What there is to say of one document. */
export interface Validated {
  /** As the user named it. */
  readonly file: string;
  /** In the order in which one would put them right. */
  readonly problems: readonly Problem[];
  /** Why it could not be read. */
  readonly unreadable: UserError | undefined;
}
