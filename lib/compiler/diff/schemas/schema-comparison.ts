import type { Schema, SchemaObject } from '../../../../lambdas/core/validation/schema.ts';
import { pointerTo } from '../../json-pointer.ts';
import type { Direction } from '../../schemas/schema-set.ts';
import { VALUE_CHECKS } from '../checks.ts';
import { compareSchemas } from './compare-schemas.ts';
import { ANYTHING, dereferenced, plainSchema, referenceOf } from './plain-schema.ts';
import type { Definitions, SchemaChange, Walk } from './walk.ts';

/** Compares schemas of two documents, each pair of definitions once, recursive ones too. */
export interface SchemaComparison {
  /** The same object for the same change, whoever reaches it. */
  compare(base: Schema, next: Schema): readonly SchemaChange[];
}

/** What two schemas differ in, up to where both are references, and the pairs that go on from there. */
interface Difference {
  readonly changes: SchemaChange[];
  readonly further: Pair[];
}

interface Pair {
  readonly base: SchemaObject;
  readonly next: SchemaObject;
  readonly direction: Direction;
}

type Place = Pick<SchemaChange, 'at' | 'pointer' | 'definition'>;

const OPPOSITE = { request: 'response', response: 'request' } as const;

/** Schemas inside each other on the stack. */
const MAX_DEPTH = 150;

/** Pairs of schemas: large public documents take 12,000 at most, compositions that feed on themselves any number. */
const MAX_PAIRS = 500_000;

export function schemaComparison(definitions: Definitions, direction: Direction): SchemaComparison {
  const known = new Map<string, Difference | 'underway'>();
  const trials = new Map<string, boolean | 'underway'>();
  /** Nothing differs in them, nor in what they lead to. */
  const clean = new Set<Difference>();
  const keyOf = pairKeys();
  let pairs = 0;
  let depth = 0;
  let trying = 0;
  /** How often a pair on its way to itself has been taken for the same: what was found meanwhile holds for that time only. */
  let assumptions = 0;

  const differenceOf = (base: Schema, next: Schema, towards: Direction): Difference => {
    const difference: Difference = { changes: [], further: [] };
    walkAt({ at: '', pointer: '', definition: undefined }, towards, difference).compare(base, next);
    return difference;
  };

  const behind = (pair: Pair): Difference => {
    if (trying > 0) pairs++;
    const key = keyOf(pair);
    const found = known.get(key);
    const difference: Difference = { changes: [], further: [] };
    if (found === 'underway') assumptions++;
    if (found !== undefined) return found === 'underway' ? difference : found;
    known.set(key, 'underway');
    const definition = referenceOf(pair.next) ?? referenceOf(pair.base);
    const [was, is] = [dereferenced(pair.base, definitions.base), dereferenced(pair.next, definitions.next)];
    compareSchemas(was, is, walkAt({ at: '', pointer: '', definition }, pair.direction, difference));
    known.set(key, difference);
    return difference;
  };

  const changesFrom = (first: Difference): readonly SchemaChange[] => {
    const before = assumptions;
    const all = new Set([first]);
    // A set goes on to what is added meanwhile.
    for (const { further } of all) for (const next of further.map(behind)) if (!clean.has(next)) all.add(next);
    const changes = [...all].flatMap((difference) => difference.changes);
    if (changes.length === 0 && assumptions === before) for (const difference of all) clean.add(difference);
    return changes;
  };

  const holds = (kind: string, pair: Pair, test: (change: SchemaChange) => boolean): boolean => {
    const key = `${kind} ${keyOf(pair)}`;
    const found = trials.get(key);
    if (found === 'underway') assumptions++;
    if (found !== undefined) return found === 'underway' || found;
    const before = assumptions;
    trials.set(key, 'underway');
    trying++;
    const result = changesFrom(differenceOf(pair.base, pair.next, pair.direction)).every(test);
    trying--;
    if (assumptions === before) trials.set(key, result);
    else trials.delete(key);
    return result;
  };

  const pairOf = (base: Schema, next: Schema, towards: Direction): Pair => {
    return { base: plainSchema(base), next: plainSchema(next), direction: towards };
  };

  const sides = new Map<keyof Definitions, SchemaComparison>();
  const among = (side: keyof Definitions): SchemaComparison => {
    const both = definitions[side];
    const comparison = sides.get(side) ?? schemaComparison({ base: both, next: both }, 'request');
    sides.set(side, comparison);
    return comparison;
  };

  const walkAt = (place: Place, towards: Direction, difference: Difference): Walk => ({
    definitions,
    at: (step, ...keys) =>
      walkAt({ ...place, at: place.at + step, pointer: pointerTo(place.pointer, ...keys) }, towards, difference),
    negated: () => walkAt(place, OPPOSITE[towards], difference),
    tell: (check, message) => {
      const verdict = VALUE_CHECKS[check][towards];
      difference.changes.push({ ...place, check, verdict, message, at: place.at.replace(/^\./, '') });
    },
    isSame: (base, next) => holds('same', pairOf(base, next, 'request'), () => false),
    isCompatible: (base, next, sent) => holds('compatible', pairOf(base, next, sent), isHarmless),
    isWithin: (one, other, side) => among(side).compare(one, other).every(isHarmless),
    compare(base, next) {
      const pair = pairOf(base, next, towards);
      if (isEndless(pair)) difference.further.push(pair);
      else if (depth >= MAX_DEPTH || ++pairs > MAX_PAIRS) this.tell('schema-changed', 'too deep to be compared');
      else {
        depth++;
        compareSchemas(dereferenced(pair.base, definitions.base), dereferenced(pair.next, definitions.next), this);
        depth--;
      }
    },
  });

  return { compare: (base, next) => changesFrom(differenceOf(base, next, direction)) };
}

const isHarmless = ({ verdict }: SchemaChange): boolean => verdict === 'compatible';

/** What is written out comes to an end; references need not, and what allows everything does so at any depth. */
function isEndless({ base, next }: Pair): boolean {
  const [was, is] = [referenceOf(base) !== undefined, referenceOf(next) !== undefined];
  return (was && is) || (was && next === ANYTHING) || (is && base === ANYTHING);
}

/** References by their name, other schemas by what they are. */
function pairKeys(): (pair: Pair) => string {
  const ids = new Map<SchemaObject, number>();
  const idOf = (schema: SchemaObject): string | number => {
    const name = referenceOf(schema);
    if (name !== undefined) return `#${name}`;
    const id = ids.get(schema) ?? ids.size;
    ids.set(schema, id);
    return id;
  };
  return ({ base, next, direction }) => `${direction} ${idOf(base)} ${idOf(next)}`;
}
