import type { Observed } from './observed.ts';

/** Where what was seen is not what was recorded; empty: they agree. Names that end in `.keys`, `.present`, `.absent` ask for just that. */
export function differences(recorded: Observed, seen: Observed): string[] {
  return Object.entries(recorded).flatMap(([name, wanted]) => {
    const [, base = name, question] = /^(.*)\.(keys|present|absent)$/.exec(name) ?? [];
    const got = name in seen ? seen[name] : lookUp(seen, base);
    const agrees = name in seen || question === undefined ? matches(wanted, got) : answers(question, wanted, got);
    return agrees ? [] : [`${name}: recorded ${JSON.stringify(wanted)}, seen ${JSON.stringify(got)}`];
  });
}

function answers(question: string, wanted: unknown, got: unknown): boolean {
  const names = wanted as readonly string[]; // the recordings have lists there
  if (typeof got !== 'object' || got === null) return false;
  if (question === 'keys') return same([...names].sort(), Object.keys(got).sort());
  return names.every((text) => {
    const [name = '', value] = text.split(/: (.*)/s);
    const field = lookUp(got, name);
    return question === 'absent'
      ? field === undefined
      : field !== undefined && (value === undefined || matches(value, field));
  });
}

/** `<x>` and `…` stand for anything; objects may have more than was recorded. */
export function matches(wanted: unknown, got: unknown): boolean {
  if (wanted === 'absent') return got === undefined;
  if (typeof wanted === 'string') return textMatches(wanted, got);
  if (Array.isArray(wanted)) {
    if (!Array.isArray(got)) return false;
    if (wanted.at(-1) === '…') return true;
    return wanted.length === got.length && wanted.every((item, i) => matches(item, got[i]));
  }
  if (typeof wanted === 'object' && wanted !== null)
    return Object.entries(wanted).every(([name, value]) => matches(value, lookUp(got, name)));
  return Object.is(wanted, got);
}

function textMatches(wanted: string, got: unknown): boolean {
  if (got instanceof Date) return wanted.includes('…');
  if (got === null || got === undefined) return false;
  if (/^<.*>$|^…$/.test(wanted)) return true;
  const pattern = wanted
    .split(/(<[^<>]+>|…)/)
    .map((part) => (/^<[^<>]+>$|^…$/.test(part) ? '[\\s\\S]*' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')))
    .join('');
  const isXml = wanted.startsWith('<xml>');
  return isXml ? String(got).startsWith('<xml>') : new RegExp(`^${pattern}$`).test(String(got));
}

/** By a dotted path, names without regard to case; a name may have dots itself. */
function lookUp(value: unknown, path: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (path === '') return value;
  for (const [name, item] of Object.entries(value)) if (name.toLowerCase() === path.toLowerCase()) return item;
  for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
    const inner = lookUp(value, path.slice(0, dot));
    if (inner !== undefined) return lookUp(inner, path.slice(dot + 1));
  }
  return undefined;
}

function same(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((item, i) => item === right[i]);
}
