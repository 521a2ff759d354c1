/** Where the lines of `validation.jsonl` stand, so that each can be read by itself; shipped as `validation-index.json`. */
export interface ValidationIndex {
  /** By id. */
  readonly operations: Readonly<Record<string, Section>>;
  readonly requestDefinitions: Readonly<Record<string, Section>>;
  readonly responseDefinitions: Readonly<Record<string, Section>>;
}

export type Section = readonly [start: number, bytes: number];
