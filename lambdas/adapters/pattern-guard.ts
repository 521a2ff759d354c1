import { createContext, runInContext } from 'node:vm';
import type { PatternTest } from '../core/validation/check.ts';
import { patternCost } from '../core/validation/pattern-cost.ts';

/** Steps of a matcher that take some ten milliseconds. */
const CHEAP = 5_000_000;

/** Milliseconds for all checks of a request once one of its patterns may take long. */
const TIME_LIMIT = 500;

const expressions = new Map<string, RegExp>();

/**
 * Does work that matches patterns of the document against texts of a client. A pattern that may take long for a text (they
 * can double with each character) is matched where V8 can be stopped: `node:vm`, which costs a quarter of a millisecond. `undefined`: it took too long, or too deep a stack.
 */
export function withPatterns<T>(work: (matches: PatternTest) => T): T | undefined {
  try {
    return work(matchesIfCheap);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    if (error !== COSTLY) throw error;
  }
  return inTime(() => work((pattern, text) => expressionOf(pattern).test(text)));
}

const COSTLY = Symbol('a pattern that may take long');

const matchesIfCheap: PatternTest = (pattern, text) => {
  if (patternCost(pattern, text.length) > CHEAP) throw COSTLY;
  return expressionOf(pattern).test(text);
};

function expressionOf(pattern: string): RegExp {
  const expression = expressions.get(pattern) ?? compile(pattern);
  expressions.set(pattern, expression);
  return expression;
}

/** With `u` as JSON Schema wants it; some patterns are only valid without. */
function compile(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return new RegExp(pattern);
  }
}

function inTime<T>(work: () => T): T | undefined {
  let result: T | undefined;
  const context = createContext({
    work: () => {
      result = work();
    },
  });
  try {
    runInContext('work()', context, { timeout: TIME_LIMIT });
    return result;
  } catch (error) {
    if (error instanceof RangeError || (error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      return undefined;
    throw error;
  }
}
