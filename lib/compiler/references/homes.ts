import { normalize } from 'node:path';
import type { FileSet } from '../files/file-set.ts';
import { isUrl } from '../files/is-url.ts';
import { type Origin, originIn } from '../origin.ts';
import type { ReadReport } from '../read-report.ts';
import { type Identifiers, mayHoldIdentifiers, readIdentifiers } from './identifiers.ts';

/** A file whose values have a home in the tree. */
export interface Home {
  /** Normalized, so that each file has one name. */
  readonly file: string;
  readonly value: unknown;
  readonly origin: Origin;
  /** `undefined`: it holds none. */
  readonly identifiers: Identifiers | undefined;
  /** Pointer of the file's value in the tree; `undefined` until it has a place there. */
  base: string | undefined;
}

export type FoundHome =
  | { readonly kind: 'home'; readonly home: Home }
  /** `why` is `undefined` where it has been told before. */
  | { readonly kind: 'none'; readonly why: string | undefined };

/** The files of a tree by name; each is asked for once, and told of once where it cannot be read. */
export interface Homes {
  find(file: string): FoundHome;
  /** By the URI that a schema, or a document, gives itself. */
  named(uri: string): { readonly home: Home; readonly pointer: string } | undefined;
}

export function homesIn(root: Home, files: FileSet, report: ReadReport): Homes {
  const homes = new Map<string, Home | undefined>();
  const resources = new Map<string, { readonly home: Home; readonly pointer: string }>();
  const add = (home: Home): Home => {
    homes.set(home.file, home);
    for (const [uri, pointer] of home.identifiers?.resources ?? []) resources.set(uri, { home, pointer });
    return home;
  };
  const none = (why: string | undefined): FoundHome => ({ kind: 'none', why });
  const load = (file: string): FoundHome => {
    const load = files.load(file);
    if (load.kind === 'missing') {
      const advice = file.includes('\\') ? 'write / in place of \\' : 'correct the path or add the file';
      return none(`names ${file}, which does not exist; ${advice}`);
    }
    if (load.kind === 'unreadable') return none(`names ${file}, which cannot be read: ${load.why}`);
    const { parsed } = load;
    if (parsed.failure === undefined)
      return { kind: 'home', home: add(homeOf(parsed.value, parsed.text, originIn(parsed))) };
    report('document-syntax', 'error', originIn(parsed), parsed.failure.message);
    return none(undefined);
  };
  add(root);
  return {
    named: (uri) => resources.get(uri),
    find(file) {
      const known = homes.get(file);
      if (known !== undefined) return { kind: 'home', home: known };
      if (homes.has(file)) return none(undefined);
      homes.set(file, undefined);
      return load(file);
    },
  };
}

export function homeOf(value: unknown, text: string, origin: Origin, base?: string): Home {
  const identifiers = mayHoldIdentifiers(text) ? readIdentifiers(value) : undefined;
  const { file } = origin.file;
  return { file: isUrl(file) ? file : normalize(file), value, origin, identifiers, base };
}
