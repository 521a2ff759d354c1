import { addEvaluated, type Check, type Evaluated, nothingEvaluated, type Run } from './check.ts';
import { arrayChecks } from './keywords/array-checks.ts';
import { choiceChecks } from './keywords/choice-checks.ts';
import { numberChecks } from './keywords/number-checks.ts';
import { objectChecks } from './keywords/object-checks.ts';
import { stringChecks } from './keywords/string-checks.ts';
import { unevaluatedChecks } from './keywords/unevaluated-checks.ts';
import { valueChecks } from './keywords/value-checks.ts';
import { definitionOf, type Schema, type SchemaObject } from './schema.ts';

/** What a schema is compiled with. */
export interface Compilation {
  /** The check of a schema below. */
  readonly compile: (schema: Schema) => Check;
  readonly reference: (definition: string) => Check;
}

/**
 * Makes the checks of schemas. A definition is looked up and compiled when the first value reaches it, once: of a large
 * document a request needs little.
 */
export function schemaCompiler(definition: (name: string) => Schema): (schema: Schema) => Check {
  const definitions = new Map<string, Check>();
  const compilation: Compilation = {
    compile: (schema) => compileSchema(schema, compilation),
    reference: (name) => (value, run, seen) => {
      let check = definitions.get(name);
      if (check === undefined) {
        check = compilation.compile(definition(name));
        definitions.set(name, check);
      }
      return check(value, run, seen);
    },
  };
  return compilation.compile;
}

function compileSchema(schema: Schema, compilation: Compilation): Check {
  if (schema === true) return (_, run) => run.step();
  if (schema === false) return (_, run) => run.violate('false', 'is not allowed');
  const checks = keywordChecks(schema, compilation);
  const needsEvaluated = checks.last.length > 0;
  return (value, run, seen) => {
    if (!run.step()) return false;
    const own = seen !== undefined || needsEvaluated ? nothingEvaluated() : undefined;
    const valid = fits(checks, value, run, own);
    if (valid && seen !== undefined && own !== undefined) addEvaluated(seen, own);
    return valid;
  };
}

function fits(checks: KeywordChecks, value: unknown, run: Run, seen: Evaluated | undefined): boolean {
  const isFit = passes(checks.always, value, run, seen);
  if (!isFit && run.isDone) return false;
  const isFitOfType = passes(groupOf(value, checks), value, run, seen);
  if (!isFitOfType && run.isDone) return false;
  return passes(checks.last, value, run, seen) && isFit && isFitOfType;
}

function passes(checks: readonly Check[], value: unknown, run: Run, seen: Evaluated | undefined): boolean {
  let valid = true;
  for (const check of checks) {
    if (check(value, run, seen)) continue;
    valid = false;
    if (run.isDone) return false;
  }
  return valid;
}

interface KeywordChecks {
  readonly always: readonly Check[];
  readonly array: readonly Check[];
  readonly object: readonly Check[];
  readonly string: readonly Check[];
  readonly number: readonly Check[];
  /** They look at what all others have evaluated. */
  readonly last: readonly Check[];
}

function keywordChecks(schema: SchemaObject, compilation: Compilation): KeywordChecks {
  const { $ref } = schema;
  return {
    always: [
      ...valueChecks(schema),
      ...($ref === undefined ? [] : [compilation.reference(definitionOf($ref))]),
      ...choiceChecks(schema, compilation),
    ],
    array: arrayChecks(schema, compilation),
    object: objectChecks(schema, compilation),
    string: stringChecks(schema),
    number: numberChecks(schema),
    last: unevaluatedChecks(schema, compilation),
  };
}

const NONE: readonly Check[] = [];

function groupOf(value: unknown, { array, object, string, number }: KeywordChecks): readonly Check[] {
  if (typeof value === 'string') return string;
  if (typeof value === 'number') return number;
  if (Array.isArray(value)) return array;
  return typeof value === 'object' && value !== null ? object : NONE;
}
