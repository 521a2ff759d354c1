import type { Origin } from './origin.ts';
import type { Problem } from './problem.ts';
import type { RuleName } from './rules/index.ts';

/** Where a stage of reading puts what it finds, with the place where it is written. */
export type ReadReport = (rule: RuleName, severity: Problem['severity'], origin: Origin, message: string) => void;
