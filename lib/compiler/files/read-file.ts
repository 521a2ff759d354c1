/** What came of looking for a file. */
export type FileRead =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  /** `why` completes "cannot read FILE: …". */
  | { readonly kind: 'unreadable'; readonly why: string };

/**
 * Where files come from: the disk, a commit, a test's own map. Names are those the user gave (a document, overlays), and paths
 * made of them and of references (`dirname(document)/reference`); URLs too (`https://…`), which most ports leave unread.
 */
export type ReadFile = (name: string) => FileRead;
