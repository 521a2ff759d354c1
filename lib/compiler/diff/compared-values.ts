import type { Located, NormalMediaType } from '../dialects/normal-document.ts';
import { pointerTo } from '../json-pointer.ts';
import { member } from '../plain-object.ts';
import type { Reading } from '../reading.ts';
import { type Direction, schemaSet } from '../schemas/schema-set.ts';
import type { ChangeList, FoundChange } from './change-list.ts';
import { schemaComparison } from './schemas/schema-comparison.ts';
import type { SchemaChange } from './schemas/walk.ts';

/** What has a schema: a parameter, a header field, a media type. */
export type ValueOwner = Pick<NormalMediaType, 'schema' | 'pointer'>;

/** Compares the values of something that is in both versions. `what` begins the message: `query parameter "limit"`. */
export type TellValues = (direction: Direction, base: ValueOwner, next: ValueOwner, what: string) => void;

export interface ComparedValues {
  tellOf(operation: string, add: ChangeList['add']): TellValues;
}

export function comparedValues(base: Reading, next: Reading): ComparedValues {
  const directions = {
    request: directionOf(base, next, 'request'),
    response: directionOf(base, next, 'response'),
  };
  // Of a component it is said once, for all operations.
  const ofComponents = new Map<SchemaChange, FoundChange>();
  return {
    tellOf: (operation, add) => (direction, was, is, what) => {
      for (const change of directions[direction](was.schema, is.schema)) {
        const { definition } = change;
        const owner = definition === undefined ? what : `schema ${definition} in ${direction}s`;
        const found = ofComponents.get(change) ?? described(change, owner, placeOf(change, is, next.document.root));
        if (definition !== undefined) ofComponents.set(change, found);
        add(found, [operation]);
      }
    },
  };
}

type Comparison = (base: Located | undefined, next: Located | undefined) => readonly SchemaChange[];

function directionOf(base: Reading, next: Reading, direction: Direction): Comparison {
  const was = schemaSet(base.document, direction, () => undefined);
  const is = schemaSet(next.document, direction, () => undefined);
  const comparison = schemaComparison({ base: was.definitions, next: is.definitions }, direction);
  return (one, other) => {
    const [before, after] = [one === undefined || was.read(one), other === undefined || is.read(other)];
    return comparison.compare(before, after);
  };
}

function described({ check, verdict, at, message }: SchemaChange, owner: string, pointer: string): FoundChange {
  return {
    check,
    verdict,
    message: [owner, at, message].filter((part) => part !== '').join(': '),
    side: 'next',
    pointer,
  };
}

function placeOf({ definition, pointer }: SchemaChange, { schema, pointer: owner }: ValueOwner, root: unknown): string {
  if (definition === undefined) return (schema?.pointer ?? owner) + pointer;
  const places = [
    { all: member(member(root, 'components'), 'schemas'), at: '/components/schemas' },
    { all: member(root, 'definitions'), at: '/definitions' },
  ];
  const found = places.find(({ all }) => member(all, definition) !== undefined);
  return found === undefined ? (schema?.pointer ?? owner) : pointerTo(found.at, definition) + pointer;
}
