import type { LocatedChild, LocatedNode } from './located-node.ts';

/**
 * Offsets in a JSON text that the engine has parsed already, so its grammar is not checked again. Each object is walked
 * once, when one of its members is first asked for: the engine's own parser keeps no positions, and one that does takes
 * many times as long on a large document.
 */
export function jsonTree(text: string, start = 0): LocatedNode {
  const own = skipSpace(text, start);
  let children: ReadonlyMap<string, LocatedChild> | undefined;
  return {
    start: own,
    child(key) {
      children ??= readChildren(text, own);
      return children.get(key);
    },
  };
}

function readChildren(text: string, start: number): ReadonlyMap<string, LocatedChild> {
  const children = new Map<string, LocatedChild>();
  const opening = text[start];
  if (opening !== '{' && opening !== '[') return children;
  let position = skipSpace(text, start + 1);
  while (position < text.length && text[position] !== '}' && text[position] !== ']') {
    const at = position;
    let key = String(children.size);
    if (opening === '{') {
      const end = endOfString(text, at);
      key = String(JSON.parse(text.slice(at, end)));
      position = skipSpace(text, skipSpace(text, end) + 1);
    }
    children.set(key, { at, node: jsonTree(text, position) });
    position = skipSpace(text, endOfValue(text, position));
    if (text[position] === ',') position = skipSpace(text, position + 1);
  }
  return children;
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
