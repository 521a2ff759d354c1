import { copier } from '../copier.ts';
import type { FileSet } from '../files/file-set.ts';
import { pointerTo } from '../json-pointer.ts';
import { originAt, setOrigin } from '../origin.ts';
import { put } from '../plain-object.ts';
import type { ReadReport } from '../read-report.ts';
import type { Tree } from '../tree.ts';
import type { Bundling, Reference, Visit } from './bundling.ts';
import { FILES_KEY } from './files-key.ts';
import { type Home, homeOf, homesIn } from './homes.ts';
import { rewriteReference } from './rewrite-reference.ts';
import type { Kind } from './shapes.ts';
import { visitMembers } from './visit-members.ts';

/** Values that take the place of references; as many as the aliases of a YAML text may stand for. */
const MAX_INLINED = 2_000_000;

/**
 * Brings the files that a document refers to, and those that they refer to, into its tree, and rewrites all references
 * into `#/…`; the values given are changed. Where OpenAPI has references a file stands under a key of our own, once; where
 * it has none, but documents are split all the same (`paths: { $ref: paths.yaml }`), what is referred to takes the
 * reference's place.
 */
export function bundle({ value, origin }: Tree, files: FileSet, report: ReadReport): void {
  if (typeof value !== 'object' || value === null) return;
  if (Object.hasOwn(value, FILES_KEY)) {
    report(
      'known-keys',
      'error',
      originAt(origin, `/${FILES_KEY}`),
      `the key ${FILES_KEY} is ours, give yours another name`,
    );
    return;
  }
  const root = homeOf(value, [...files.texts.values()].join('\n'), origin, '');
  let visits: Visit[] = [{ node: value, kind: 'document', home: root, pointer: '', tree: '', within: undefined }];
  let references: Reference[] = [];
  const bundling = bundlingOf(root, files, report, {
    visit: (visit) => void visits.push(visit),
    refer: (reference) => void references.push(reference),
  });
  // Structure goes first: what takes a reference's place may be what other references name.
  while (visits.length > 0) {
    for (const visit of visits) visitMembers(visit, bundling);
    visits = [];
    for (const reference of references) rewriteReference(reference, bundling);
    references = [];
  }
}

function bundlingOf(
  root: Home,
  files: FileSet,
  report: ReadReport,
  queue: Pick<Bundling, 'visit' | 'refer'>,
): Bundling {
  const rewritten = new WeakSet<object>();
  const brought = {};
  const seen = new Map<Kind, WeakSet<object>>();
  return {
    root,
    homes: homesIn(root, files, report),
    report,
    rewritten,
    copy: copier(MAX_INLINED, (original, copy) => void (rewritten.has(original) && rewritten.add(copy))),
    refer: queue.refer,
    visit(visit) {
      const known = seen.get(visit.kind) ?? new WeakSet();
      seen.set(visit.kind, known);
      if (known.has(visit.node)) return;
      known.add(visit.node);
      queue.visit(visit);
    },
    baseOf(home) {
      if (home.base !== undefined) return home.base;
      put(brought, home.file, home.value);
      put(root.value as object, FILES_KEY, brought); // it is one: only then there is something to bundle
      home.base = pointerTo('', FILES_KEY, home.file);
      setOrigin(root.origin, home.base, home.origin);
      return home.base;
    },
  };
}
