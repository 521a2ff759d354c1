import type { CompileOptions } from '../compile-options.ts';
import type { Report } from '../finding.ts';
import type { Problem } from '../problem.ts';
import type { Reading } from '../reading.ts';
import type { Source } from './sources.ts';

/** What a rule says and why: its page in `docs/rules` is written from this, and a test compiles both examples. */
export interface RuleDescription<Name extends string = string> {
  /** Kebab-case; also the name of its file and of its page. */
  readonly name: Name;
  /** Those it reports, the worst first. */
  readonly severities: readonly [Problem['severity'], ...Problem['severity'][]];
  /** One sentence: what the rule asks for, or what it tells. Markdown, as all that follows. */
  readonly summary: string;
  readonly why: string;
  /** Where the reason stands. */
  readonly sources: readonly [Source, ...Source[]];
  readonly fix: string;
  /** Breaks this rule, with its worst severity, on the lines that end in `# <-- here`, and no other (infos aside). */
  readonly bad: Example;
  /** The same put right: no problem is left. */
  readonly good: Example;
}

/** A rule that looks at a document once it is read. */
export interface Rule<Name extends string = string> extends RuleDescription<Name> {
  readonly check: (reading: Reading, report: Report) => void;
}

export interface Example {
  /**
   * YAML, indented as the code around it; without `openapi`, `info` and `servers` where they do not matter.
   * @default - GET /pets, and nothing else
   */
  readonly yaml?: string;
  /**
   * Actions of an overlay that is applied to it, as YAML; without `overlay` and `info`.
   * @default - none
   */
  readonly overlay?: string;
  /** @default - none */
  readonly options?: CompileOptions;
  /**
   * Makes the document from the text, where that only hints at its size.
   * @default - the text is the document
   */
  readonly expand?: (text: string) => string;
}
