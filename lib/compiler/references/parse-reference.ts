import { dirname, isAbsolute, join, relative } from 'node:path';
import { isUrl } from '../files/is-url.ts';

/** What a `$ref` names: a file, which may be the one that holds it, and in it what the fragment says. */
export type Target =
  | { readonly kind: 'file'; readonly file: string; readonly fragment: string }
  /** `why` completes "$ref "…" …". */
  | { readonly kind: 'refused'; readonly why: string };

/** A URI reference (RFC 3986 section 4.1) in `file`; `root` is the document that the user named. */
export function parseReference(reference: string, file: string, root: string): Target {
  const hash = reference.indexOf('#');
  const address = hash === -1 ? reference : reference.slice(0, hash);
  const fragment = hash === -1 ? '' : decodeUri(reference.slice(hash + 1));
  if (address === '') return { kind: 'file', file, fragment };
  if (isUrl(address) || isUrl(file)) return parseUrl(address, file, fragment);
  const path = decodeUri(address.replace(/\/?(\?.*)?$/s, ''));
  if (isAbsolute(path) || path.includes('\0'))
    return { kind: 'refused', why: 'is an absolute path, which is another place on each machine; write it relative' };
  const named = join(dirname(file), path);
  const outside = relative(dirname(root), named).startsWith('..');
  if (outside && !/\.(json|ya?ml)$/i.test(named)) {
    const why = 'is outside the folder of the document, where only .json, .yaml and .yml files are read; move it';
    return { kind: 'refused', why };
  }
  return { kind: 'file', file: named, fragment };
}

function parseUrl(address: string, file: string, fragment: string): Target {
  const url = URL.parse(address, isUrl(file) ? file : undefined);
  if (url === null) return { kind: 'refused', why: 'is not a URL, write a path to a file' };
  if (url.protocol !== 'https:') return { kind: 'refused', why: `is a URL of ${url.protocol}, copy it into a file` };
  return { kind: 'file', file: url.href, fragment };
}

/** Percent-encoding is part of URIs, in paths and fragments alike (RFC 6901 section 6). */
export function decodeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
