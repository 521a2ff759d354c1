import { BlockList, isIP } from 'node:net';
import { asObject, type JsonObject } from '../json-values.ts';
import { matchWildcard } from './match-wildcard.ts';

/** Values of condition keys by lower case name; `undefined`: the request has no such value. */
export type ConditionKeys = Readonly<Record<string, string | undefined>>;

type Test = (value: string, wanted: string) => boolean | undefined;

/** IAM's condition operators, without `IfExists` and `ForAnyValue:`; the negated ones hold where their opposite does not. */
const TESTS: Readonly<Record<string, Test>> = {
  StringEquals: (value, wanted) => value === wanted,
  StringEqualsIgnoreCase: (value, wanted) => value.toLowerCase() === wanted.toLowerCase(),
  StringLike: (value, wanted) => matchWildcard(wanted, value),
  ArnEquals: (value, wanted) => matchWildcard(wanted, value),
  ArnLike: (value, wanted) => matchWildcard(wanted, value),
  Bool: (value, wanted) => value === wanted.toLowerCase(),
  IpAddress: inRange,
  DateLessThan: (value, wanted) => Date.parse(value) < Date.parse(wanted),
  DateGreaterThan: (value, wanted) => Date.parse(value) > Date.parse(wanted),
  NumericLessThan: (value, wanted) => Number(value) < Number(wanted),
  NumericGreaterThan: (value, wanted) => Number(value) > Number(wanted),
};
const NEGATED: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NotIpAddress: 'IpAddress',
};

/** Whether all of a statement's conditions hold; `undefined`: an operator or key that is not known here. */
export function conditionHolds(condition: JsonObject, keys: ConditionKeys): boolean | undefined {
  let all: boolean | undefined = true;
  for (const [operator, wanted] of Object.entries(condition)) {
    for (const [key, values] of Object.entries(asObject(wanted) ?? {})) {
      const held = holds(operator, key.toLowerCase(), Array.isArray(values) ? values : [values], keys);
      if (held === false) return false;
      if (held === undefined) all = undefined;
    }
  }
  return all;
}

function holds(operator: string, key: string, values: readonly unknown[], keys: ConditionKeys): boolean | undefined {
  const plain = operator.replace(/^For(?:AnyValue|AllValues):/, '').replace(/IfExists$/, '');
  if (!(key in keys)) return undefined;
  const value = keys[key];
  if (plain === 'Null') return values.some((wanted) => (String(wanted) === 'true') === (value === undefined));
  const negated = NEGATED[plain];
  const test = TESTS[negated ?? plain];
  if (test === undefined) return undefined;
  if (value === undefined) return operator.endsWith('IfExists') || negated !== undefined;
  const matched = values.some((wanted) => test(value, String(wanted)) === true);
  return matched !== (negated !== undefined);
}

function inRange(value: string, wanted: string): boolean | undefined {
  const [address = '', bits] = wanted.split('/');
  const family = isIP(address);
  if (family === 0 || isIP(value) === 0) return undefined;
  const list = new BlockList();
  list.addSubnet(address, bits === undefined ? (family === 4 ? 32 : 128) : Number(bits), `ipv${family as 4 | 6}`);
  return list.check(value, `ipv${isIP(value) as 4 | 6}`);
}
