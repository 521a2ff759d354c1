import { listOf, objectOf } from '../json-values.ts';
import { resolveAttribute, resolveRef } from './references.ts';
import type { Resolver } from './resolver.ts';

/** `Fn::Sub`, with or without a map of names of its own; `${!Name}` stays as `${Name}`. */
export function substitute(argument: unknown, resolver: Resolver): string {
  const [text, names] = typeof argument === 'string' ? [argument, undefined] : listOf(argument);
  const own = objectOf(names);
  return String(text).replace(/\$\{([^}]*)\}/g, (_, inner: string) => {
    const name = inner.trim();
    if (name.startsWith('!')) return `\${${name.slice(1)}}`;
    if (Object.hasOwn(own, name)) return String(resolver.resolve(own[name]));
    const dot = name.indexOf('.');
    if (dot === -1) return String(resolveRef(name, resolver));
    return String(resolveAttribute(name.slice(0, dot), name.slice(dot + 1), resolver));
  });
}
