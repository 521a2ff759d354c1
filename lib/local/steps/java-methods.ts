import { JavaDouble } from './java-double.ts';
import { javaText } from './java-values.ts';

interface Call {
  readonly property: string;
  readonly context: unknown;
  readonly params: readonly unknown[];
}

/** A method as velocityjs takes it. */
interface Handler {
  readonly uid: string;
  readonly match: (call: Call) => boolean;
  readonly resolve: (call: Call) => unknown;
}

type Method = (self: never, ...parameters: never[]) => unknown;

/** Java's methods of strings, lists and maps that JavaScript's do not have, or have with another meaning. */
const OF_STRINGS: Readonly<Record<string, Method>> = {
  length: (self: string) => self.length,
  isEmpty: (self: string) => self === '',
  equals: (self: string, other: unknown) => self === other,
  equalsIgnoreCase: (self: string, other: string) => self.toLowerCase() === String(other).toLowerCase(),
  contains: (self: string, part: string) => self.includes(part),
  matches: (self: string, pattern: string) => new RegExp(`^(?:${pattern})$`).test(self),
  replace: (self: string, from: string, to: string) => self.replaceAll(from, to),
  replaceAll: (self: string, pattern: string, to: string) => self.replace(new RegExp(pattern, 'g'), to),
  replaceFirst: (self: string, pattern: string, to: string) => self.replace(new RegExp(pattern), to),
  split: (self: string, pattern: string) => self.split(new RegExp(pattern)),
};
const OF_LISTS: Readonly<Record<string, Method>> = {
  get: (self: unknown[], index: number) => self[index],
  isEmpty: (self: unknown[]) => self.length === 0,
  contains: (self: unknown[], item: unknown) => self.includes(item),
  add: (self: unknown[], item: unknown) => self.push(item) > 0,
  addAll: (self: unknown[], items: unknown[]) => self.push(...items) > 0,
};
const OF_MAPS: Readonly<Record<string, Method>> = {
  isEmpty: (self: object) => Object.keys(self).length === 0,
  containsKey: (self: object, key: string) => Object.hasOwn(self, key),
  containsValue: (self: object, value: unknown) => Object.values(self).includes(value),
  put: (self: Record<string, unknown>, key: string, value: unknown) => {
    const before = self[key];
    if (key !== '__proto__') self[key] = value;
    return before;
  },
  values: (self: object) => Object.values(self),
  entrySet: (self: object) => Object.entries(self).map(([key, value]) => ({ key, value })),
  putAll: (self: object, other: object) => void Object.assign(self, other),
};
const OF_ANY: Readonly<Record<string, Method>> = {
  equals: (self: unknown, other: unknown) => self === other,
  toString: javaText,
  // Static: templates call it on any whole number, for API Gateway has no `Integer`.
  parseInt: (_: unknown, text: unknown) => Number.parseInt(String(text), 10),
  intValue: (self: unknown) => Math.trunc(Number(self)),
};

function methodsOf(self: unknown): Readonly<Record<string, Method>> {
  if (self instanceof JavaDouble) return OF_ANY;
  if (typeof self === 'string') return OF_STRINGS;
  if (Array.isArray(self)) return OF_LISTS;
  return typeof self === 'object' && self !== null ? OF_MAPS : OF_ANY;
}

function find(self: unknown, name: string): Method | undefined {
  const methods = methodsOf(self);
  if (
    typeof self === 'object' &&
    self !== null &&
    typeof self[name as keyof typeof self] === 'function' &&
    name !== 'toString' &&
    !Array.isArray(self)
  )
    return undefined;
  return Object.hasOwn(methods, name) ? methods[name] : OF_ANY[name];
}

/** They come before the template library's own. */
export const JAVA_METHODS: Handler[] = [
  {
    uid: 'java',
    match: ({ context, property }) => find(context, property) !== undefined,
    resolve: ({ context, property, params }) =>
      (find(context, property) as ((...all: unknown[]) => unknown) | undefined)?.(context, ...params), // called as the template does
  },
];
