import { nearestWord } from '../nearest-word.ts';
import { isObject } from '../plain-object.ts';
import type { RuleName } from '../rules/index.ts';
import { type Cursor, wrong } from './cursor.ts';

export interface Keys {
  readonly known: readonly string[];
  /** Known at another place: the key, and what to say. */
  readonly elsewhere?: Readonly<Record<string, string>>;
}

/** Members of an object of the language by name; `null` takes a value away and is as if it were not there. */
export type Fields = (name: string) => Cursor | undefined;

const NONE: Fields = () => undefined;

export function readFields(cursor: Cursor | undefined, keys: Keys): Fields {
  if (cursor === undefined) return NONE;
  const { value, path, report } = cursor;
  if (!isObject(value)) {
    wrong(cursor, `an object with ${keys.known.join(', ')}`);
    return NONE;
  }
  for (const key of Object.keys(value)) {
    const [rule, message] = refusal(key, keys) ?? [];
    if (rule !== undefined && message !== undefined) report(rule, [...path, key], message);
  }
  return (name) => {
    if (!Object.hasOwn(value, name) || value[name] === null) return undefined;
    return { value: value[name], path: [...path, name], report };
  };
}

function refusal(key: string, { known, elsewhere = {} }: Keys): readonly [rule: RuleName, message: string] | undefined {
  if (known.includes(key)) return undefined;
  if (Object.hasOwn(elsewhere, key)) return ['known-keys', `"${key}" ${elsewhere[key]}`];
  const nearest = nearestWord(key, known);
  const hint = nearest === undefined ? '' : `did you mean "${nearest}", `;
  return ['known-keys', `unknown key "${key}", ${hint}allowed here: ${known.join(', ')}`];
}
