const VERBS = `
  add begin change choose convert copy correct declare describe disable enable give have inherit keep leave let list lower mark
  make move name pass put raise reach refer remove rename require say select set shorten spell split take throttle use write
`;

/** What is expected in the place of what was found, or what to do; of what is still to come there is nothing to say. */
const ADVICE = new RegExp(
  `[,;:] (?:or |and )?(?:${VERBS.trim().replaceAll(/\s+/g, '|')}) |did you mean|expected |allowed(?: here)?: |targets must check|cannot be enforced yet`,
);

/** Whether a problem says what to do, after what it found. */
export const saysWhatToDo = (message: string): boolean => ADVICE.test(message);
