/** What the shell learns. */
export const EXIT = {
  ok: 0,
  /** The document has problems, or something in the user's world is wrong. */
  failed: 1,
  /** The command line cannot be understood. */
  usage: 2,
  /** Our bug (EX_SOFTWARE of sysexits.h). */
  bug: 70,
  /** A second Ctrl-C, before everything was closed (128 + SIGINT). */
  forced: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Hands a command's exit code to the caller. */
export type Finish = (code: ExitCode) => void;
