/** What a credential is judged by cannot be had: nothing may be let through. Its message names no address: it goes to a log. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  readonly what: 'keys' | 'state-table' | 'secret' | 'introspection';
  /** Of the config. */
  readonly issuer: string | undefined;

  constructor(what: Unavailable['what'], cause: unknown, issuer?: string) {
    super(`${what} unavailable: ${reasonOf(cause)}`);
    this.what = what;
    this.issuer = issuer;
  }
}

/** System errors carry addresses in their messages, so only their code is told. */
function reasonOf(cause: unknown): string {
  if (typeof cause === 'string') return cause;
  if (typeof cause !== 'object' || cause === null) return 'unknown';
  const { code, message } = cause as { readonly code?: unknown; readonly message?: unknown }; // unknown until it is read
  return String(code ?? message);
}
