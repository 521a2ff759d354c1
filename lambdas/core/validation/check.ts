/** How a value is checked: compiled schemas are functions, and one `Run` holds what happens to one value. */

/** Whether the value is as it must be; if not, and the run collects, `run` says why. */
export type Check = (value: unknown, run: Run, seen: Evaluated | undefined) => boolean;

export interface Violation {
  /** Keys from the value's root down. */
  readonly path: readonly PathKey[];
  /** Of JSON Schema, or of HTTP where no keyword is broken. */
  readonly keyword: string;
  /** For the API's consumer. Holds words of the document, none of the request. */
  readonly detail: string;
}

export interface PathKey {
  readonly key: string | number;
  /** Whether the document names it. Others are the client's own words. */
  readonly declared: boolean;
}

/** What `unevaluatedProperties` and `unevaluatedItems` need to know (JSON Schema core, section 11). */
export interface Evaluated {
  readonly properties: Set<string>;
  readonly items: Set<number>;
  /** All items before it are evaluated. */
  itemsBefore: number;
  allProperties: boolean;
}

/** Whether a text matches a pattern of the document. */
export type PatternTest = (pattern: string, text: string) => boolean;

/** Subschemas applied to one value. They take about half a second; a list that fills a request has fewer items. */
const MAX_STEPS = 5_000_000;

/** What keeping a violation costs, in steps. */
const VIOLATION_STEPS = 20;

/** More are of no use to a reader, and each takes memory. */
export const MAX_VIOLATIONS = 100;

export class Run {
  readonly violations: Violation[] = [];
  readonly matches: PatternTest;
  /** Given up: the schema makes so much work of this value that nothing is known. */
  exhausted = false;
  collecting = true;
  private steps = 0;
  /** Of the present value: its keys from the root down, and whether the document names them. */
  private readonly keys: (string | number)[] = [];
  private readonly declared: boolean[] = [];

  constructor(matches: PatternTest) {
    this.matches = matches;
  }

  /** Counts a step; false where there have been too many. */
  step(): boolean {
    if (++this.steps > MAX_STEPS) this.exhausted = true;
    return !this.exhausted;
  }

  /** Nothing that is still to be found would be kept. */
  get isFull(): boolean {
    return this.exhausted || this.violations.length >= MAX_VIOLATIONS;
  }

  /** One more violation would change nothing: it is known that there is one, and no more are kept. */
  get isDone(): boolean {
    return !this.collecting || this.isFull;
  }

  /** Always false, for a check to return. */
  violate(keyword: string, detail: string): false {
    if (!this.collecting || this.isFull) return false;
    this.steps += VIOLATION_STEPS;
    this.violations.push({ path: this.path(), keyword, detail });
    return false;
  }

  /** Goes down to a property or an item. `declared`: the document names it. */
  enter(key: string | number, declared: boolean): void {
    this.keys.push(key);
    this.declared.push(declared);
  }

  leave(): void {
    this.keys.pop();
    this.declared.pop();
  }

  get depth(): number {
    return this.keys.length;
  }

  /** Checks a property or an item. */
  below(key: string | number, declared: boolean, value: unknown, check: Check): boolean {
    this.enter(key, declared);
    const valid = check(value, this, undefined);
    this.leave();
    return valid;
  }

  /** Always false: what is wrong with a property by its name. */
  violateAt(key: string, keyword: string, detail: string): false {
    this.enter(key, false);
    this.violate(keyword, detail);
    this.leave();
    return false;
  }

  /** Checks without keeping what is wrong. */
  silently<T>(check: () => T): T {
    const { collecting } = this;
    this.collecting = false;
    const found = check();
    this.collecting = collecting;
    return found;
  }

  private path(): readonly PathKey[] {
    return this.keys.map((key, index) => ({ key, declared: this.declared[index] === true }));
  }

  /** Takes out what was found since there were `from` violations. */
  takeFrom(from: number): Violation[] {
    return this.violations.splice(from);
  }
}

export const nothingEvaluated = (): Evaluated => ({
  properties: new Set(),
  items: new Set(),
  itemsBefore: 0,
  allProperties: false,
});

export function addEvaluated(to: Evaluated, from: Evaluated): void {
  for (const name of from.properties) to.properties.add(name);
  for (const index of from.items) to.items.add(index);
  to.itemsBefore = Math.max(to.itemsBefore, from.itemsBefore);
  to.allProperties ||= from.allProperties;
}
