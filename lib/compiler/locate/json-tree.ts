import type { LocatedChild, LocatedNode } from './located-node.ts';

/**
 * Offsets in a JSON text that the engine has parsed already, so its grammar is not checked again. Each object is walked
 * once, as far as its members are asked for: the engine's own parser keeps no positions, and one that does takes
 * many times as long on a large document.
 */
export function jsonTree(text: string, start = 0): LocatedNode {
  const own = skipSpace(text, start);
  const children = new Map<string, LocatedChild>();
  const others = eachChild(text, own);
  return {
    start: own,
    child(key) {
      const known = children.get(key);
      if (known !== undefined) return known;
      for (let next = others.next(); !next.done; next = others.next()) {
        children.set(next.value.key, next.value);
        if (next.value.key === key) return next.value;
      }
      return undefined;
    },
  };
}

/** The end of a child is looked for when the next one is: going down a deep text would walk the rest at every step. */
function* eachChild(text: string, start: number): Generator<LocatedChild & { readonly key: string }, undefined> {
  const opening = text[start];
  if (opening !== '{' && opening !== '[') return undefined;
  let position = skipSpace(text, start + 1);
  for (let index = 0; position < text.length && text[position] !== '}' && text[position] !== ']'; index++) {
    const at = position;
    let key = String(index);
    if (opening === '{') {
      const end = endOfString(text, at);
      key = String(JSON.parse(text.slice(at, end)));
      position = skipSpace(text, skipSpace(text, end) + 1);
    }
    yield { key, at, node: jsonTree(text, position) };
    position = skipSpace(text, endOfValue(text, position));
    if (text[position] === ',') position = skipSpace(text, position + 1);
  }
  return undefined;
}

function endOfValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return endOfString(text, start);
  return first === '{' || first === '[' ? endOfNesting(text, start) : endOfWord(text, start);
}

function endOfNesting(text: string, start: number): number {
  const marks = /["{}[\]]/g;
  marks.lastIndex = start;
  let depth = 0;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    if (mark[0] === '"') marks.lastIndex = endOfString(text, mark.index);
    else if (mark[0] === '{' || mark[0] === '[') depth++;
    else if (--depth === 0) return mark.index + 1;
  }
  return text.length;
}

/** Of the string whose quotation mark is at `start`. */
export function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return end + 1;
  }
  return text.length;
}

function endOfWord(text: string, start: number): number {
  const end = /[\s,\]}]|$/g;
  end.lastIndex = start;
  return end.exec(text)?.index ?? text.length;
}

export function skipSpace(text: string, start: number): number {
  let position = start;
  while (text[position] === ' ' || text[position] === '\n' || text[position] === '\r' || text[position] === '\t')
    position++;
  return position;
}
