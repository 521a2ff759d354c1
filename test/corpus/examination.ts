/** What a child process finds out about one file, as it travels between processes: plain values. */
export interface Examination {
  /** Relative to the folder of the corpus. */
  readonly file: string;
  readonly bytes: number;
  /** `openapi` or `swagger` of the document: its first two numbers. */
  readonly version: string;
  /** What a public validator has against it; `undefined`: it accepts the document. */
  readonly invalid: string | undefined;
  readonly outcome: Outcome;
  /** Why it is refused with a test issuer and a backend, the first message of each rule. */
  readonly refusals: readonly Refusal[];
  /** Why it is still refused with one bearer token in place of its security; only where only its security refused it. */
  readonly refusalsBeyondSecurity: readonly Refusal[];
  /** Of the model. */
  readonly operations: number;
  /** Of the document, counted apart from the compiler. */
  readonly declared: number;
  /** What must not be: each line is a bug. */
  readonly faults: readonly Fault[];
  /** Milliseconds from text to gateway document. */
  readonly time: number;
  /** Bytes: the most that the process ever held; it serves several documents. */
  readonly memory: number;
}

/** The second one: with one bearer token in place of its security, which this version refuses. */
export type Outcome = 'compiled' | 'compiled with a bearer token' | 'refused' | Death;

/** How a process ends that was meant to go on. */
export type Death = 'crashed' | 'hung' | 'out of memory';

export interface Refusal {
  readonly rule: string;
  readonly message: string;
}

export interface Fault {
  readonly kind: 'importer' | 'schema' | 'security' | 'lost' | 'match' | 'exception';
  readonly message: string;
}

/** A file that is no OpenAPI document at all: a part of one, a test's data, a lock file. */
export interface NoDocument {
  readonly file: string;
  readonly outcome: 'no document';
}
