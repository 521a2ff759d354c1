import type { Check, Run, Violation } from '../check.ts';
import { addEvaluated, type Evaluated, nothingEvaluated } from '../check.ts';
import type { Compilation } from '../compile-schema.ts';
import { plural } from '../plural.ts';
import type { Schema, SchemaObject } from '../schema.ts';

/** `allOf`, `anyOf`, `oneOf`, `not`, `if`: keywords that hand the same value to other schemas. */
export function choiceChecks(schema: SchemaObject, { compile }: Compilation): Check[] {
  return [
    ...(schema.allOf ?? []).map(compile),
    ...(schema.anyOf === undefined ? [] : [someOf('anyOf', schema.anyOf.map(compile))]),
    ...(schema.oneOf === undefined ? [] : [someOf('oneOf', schema.oneOf.map(compile))]),
    ...(schema.not === undefined ? [] : [notCheck(compile(schema.not))]),
    ...(schema.if === undefined ? [] : [conditionCheck(schema.if, schema, compile)]),
  ];
}

/** Of `anyOf` all that pass count for what is evaluated; of `oneOf` a second one is already too many. */
function someOf(keyword: 'anyOf' | 'oneOf', checks: readonly Check[]): Check {
  const enough = keyword === 'anyOf' ? 1 : 2;
  return (value, run, seen) => {
    const passed = run.silently(() => countPassed(checks, enough, value, run, seen));
    if (run.exhausted) return false;
    if (passed === 0) return run.collecting && noneOf(keyword, checks, value, run);
    return passed < 2 || enough === 1 || run.violate(keyword, 'fits more than one of its alternatives, must fit one');
  };
}

function countPassed(
  checks: readonly Check[],
  enough: number,
  value: unknown,
  run: Run,
  seen: Evaluated | undefined,
): number {
  let passed = 0;
  for (const check of checks) {
    const own = seen && nothingEvaluated();
    if (!check(value, run, own)) continue;
    addSeen(seen, own);
    passed++;
    if (passed >= enough && seen === undefined) break;
  }
  return passed;
}

/** Says what is wrong with the one alternative that the value can have been meant for, if there is just one. */
function noneOf(keyword: string, checks: readonly Check[], value: unknown, run: Run): false {
  const faults = checks.map((check): readonly Violation[] => {
    const from = run.violations.length;
    check(value, run, undefined);
    return run.takeFrom(from);
  });
  const meant = faults.filter((found) => found.length > 0 && !found.some((one) => isOfAnotherKind(one, run)));
  const [only, second] = meant;
  if (only === undefined || second !== undefined)
    return run.violate(keyword, `fits none of its ${plural(faults.length, 'alternative')}`);
  for (const violation of only) if (!run.isFull) run.violations.push(violation);
  return false;
}

/** A wrong type or another constant of the value itself: it was not meant for this alternative. */
function isOfAnotherKind({ keyword, path }: Violation, run: Run): boolean {
  const depth = path.length - run.depth;
  return (keyword === 'type' && depth === 0) || ((keyword === 'const' || keyword === 'enum') && depth <= 1);
}

const notCheck =
  (check: Check): Check =>
  (value, run) =>
    !run.silently(() => check(value, run, undefined)) || run.violate('not', 'is of a kind that is not allowed');

function conditionCheck(condition: Schema, schema: SchemaObject, compile: Compilation['compile']): Check {
  const test = compile(condition);
  const then = schema.then === undefined ? undefined : compile(schema.then);
  const otherwise = schema.else === undefined ? undefined : compile(schema.else);
  return (value, run, seen) => {
    const own = seen && nothingEvaluated();
    const applies = run.silently(() => test(value, run, own));
    if (applies) addSeen(seen, own);
    return (applies ? then : otherwise)?.(value, run, seen) ?? true;
  };
}

function addSeen(seen: Evaluated | undefined, own: Evaluated | undefined): void {
  if (seen !== undefined && own !== undefined) addEvaluated(seen, own);
}
