/**
 * The three kinds of failure: problems (the document is wrong: data, see compiler/problem.ts), user errors (the world is
 * wrong: this class, one line, exit 1), and everything else, which is our bug (stack trace, exit 70).
 */
export type UserErrorCode =
  // the document
  | 'DOCUMENT_NOT_FOUND'
  | 'DOCUMENT_UNREADABLE'
  | 'DOCUMENT_HAS_PROBLEMS'
  | 'OVERLAY_NOT_FOUND'
  | 'OVERLAY_UNREADABLE'
  // what a document is compared with
  | 'GIT_UNAVAILABLE'
  | 'BASE_NOT_FOUND'
  // the command line's values (its grammar is the CLI library's: exit 2)
  | 'INVALID_OPTION'
  // the assembly
  | 'ASSEMBLY_NOT_FOUND'
  | 'ASSEMBLY_UNREADABLE'
  | 'ASSEMBLY_UNSUPPORTED'
  // AWS
  | 'TABLE_NOT_FOUND'
  | 'AWS_REFUSED'
  | 'AWS_CREDENTIALS'
  | 'AWS_DENIED'
  | 'AWS_UNREACHABLE'
  | 'NOTHING_DEPLOYED'
  | 'NO_DEPLOYMENT'
  | 'GATEWAY_NOT_FOUND'
  // API keys and usage plans
  | 'PLAN_NOT_FOUND'
  | 'KEY_NOT_FOUND'
  | 'KEY_SETTLED'
  | 'INVALID_KEY_FILE'
  // credentials of other schemes
  | 'CREDENTIAL_EXISTS'
  | 'CREDENTIAL_NOT_FOUND'
  | 'CREDENTIAL_CHANGED'
  // the machine
  | 'NODE_TOO_OLD'
  | 'PORT_IN_USE'
  | 'STATE_LOCKED'
  | 'STATE_CORRUPT'
  | 'OUTPUT_UNWRITABLE';

/** Message in four parts: what is wrong, what was found, what was expected, what to do. Lower case, no final period. */
export class UserError extends Error {
  readonly code: UserErrorCode;

  constructor(code: UserErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UserError';
    this.code = code;
  }
}
