/** One token of JSON (RFC 8259) after white space: punctuation, a string, or a number or word. */
const TOKEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a string may not hold them
  /[ \t\r\n]*(?:([{}[\],:])|("[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|true|false|null))/y;

type Token = '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'scalar';
type Expected = 'a value' | 'a value or ]' | 'a key' | 'a key or }' | ':' | ', or }' | ', or ]' | 'nothing more';

/** `open` and `close` a nesting, `value`: one is complete; else what comes next. */
type Step = 'open' | 'close' | 'value' | Expected;

const VALUE = { '{': 'open', '[': 'open', string: 'value', scalar: 'value' } as const;

const GRAMMAR: Readonly<Record<Expected, Partial<Readonly<Record<Token, Step>>>>> = {
  'a value': VALUE,
  'a value or ]': { ...VALUE, ']': 'close' },
  'a key': { string: ':' },
  'a key or }': { string: ':', '}': 'close' },
  ':': { ':': 'a value' },
  ', or }': { ',': 'a key', '}': 'close' },
  ', or ]': { ',': 'a value', ']': 'close' },
  'nothing more': {},
};

export interface JsonError {
  readonly offset: number;
  readonly expected: string;
}

/** Where a text stops being JSON. The engine's own message has no position in some of its forms. */
export function findJsonError(text: string): JsonError | undefined {
  const open: Token[] = [];
  let expected: Expected = 'a value';
  TOKEN.lastIndex = 0;
  for (;;) {
    const from = TOKEN.lastIndex;
    const token = kindOf(TOKEN.exec(text));
    const step: Step | undefined = token && GRAMMAR[expected][token];
    if (token === undefined || step === undefined) return failure(text, from, expected);
    if (step === 'open') open.push(token);
    if (step === 'close') open.pop();
    expected = afterStep(step, token, open.at(-1));
  }
}

function kindOf(match: RegExpExecArray | null): Token | undefined {
  if (match === null) return undefined;
  const [, mark, text] = match;
  if (mark !== undefined) return mark as Token; // the pattern's first group is one of these marks
  return text === undefined ? 'scalar' : 'string';
}

function afterStep(step: Step, token: Token, around: Token | undefined): Expected {
  if (step === 'open') return token === '{' ? 'a key or }' : 'a value or ]';
  if (step !== 'close' && step !== 'value') return step;
  if (around === undefined) return 'nothing more';
  return around === '{' ? ', or }' : ', or ]';
}

function failure(text: string, from: number, expected: Expected): JsonError | undefined {
  const space = /[ \t\r\n]*/y;
  space.lastIndex = from;
  const offset = from + (space.exec(text)?.[0].length ?? 0);
  return expected === 'nothing more' && offset === text.length ? undefined : { offset, expected };
}
