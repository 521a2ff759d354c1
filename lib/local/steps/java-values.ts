import { isJsonList, writeExactJson } from './exact-json.ts';
import { JavaDouble, javaDouble } from './java-double.ts';

/** The text of a value of a template, as Java's `toString`; nothing is an empty text (recorded). */
export function javaText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'object' || value instanceof JavaDouble) return String(value);
  if (Array.isArray(value))
    return isJsonList(value) ? (writeExactJson(value) ?? '') : `[${value.map(innerText).join(', ')}]`;
  return `{${Object.entries(value)
    .map(([name, item]) => `${name}=${innerText(item)}`)
    .join(', ')}}`;
}

const innerText = (value: unknown): string => (value === undefined || value === null ? 'null' : javaText(value));

type Operation = (left: unknown, right: unknown) => unknown;

const add = arithmetic((left, right) => left + right);

/** Velocity's operators with two operands, but for those that JavaScript has alike. */
export const BINARY_OPERATORS: Readonly<Record<string, Operation>> = {
  '==': areEqual,
  '!=': (left, right) => !areEqual(left, right),
  '+': (left, right) => add(left, right) ?? javaText(left) + javaText(right),
  '-': arithmetic((left, right) => left - right),
  '*': arithmetic((left, right) => left * right),
  '/': arithmetic((left, right) => (right === 0 ? undefined : left / right)),
  '%': arithmetic((left, right) => (right === 0 ? undefined : left % right)),
};

/** Numbers by what they are, all else by its text. */
function areEqual(left: unknown, right: unknown): boolean {
  return isNumeric(left) && isNumeric(right) ? Number(left) === Number(right) : javaText(left) === javaText(right);
}

/** Of whole numbers comes a whole number, of anything that is none nothing. */
function arithmetic(calculate: (left: number, right: number) => number | undefined): Operation {
  return (left, right) => {
    if (!isNumeric(left) || !isNumeric(right)) return undefined;
    const result = calculate(Number(left), Number(right));
    if (result === undefined) return undefined;
    return isWhole(left) && isWhole(right) ? Math.trunc(result) : javaDouble(result);
  };
}

type Numeric = number | bigint | JavaDouble;

const isNumeric = (value: unknown): value is Numeric =>
  typeof value === 'number' || typeof value === 'bigint' || value instanceof JavaDouble;

const isWhole = (value: Numeric): boolean => typeof value === 'bigint' || Number.isInteger(value);
