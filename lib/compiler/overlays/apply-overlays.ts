import { copier } from '../copier.ts';
import type { ParsedFile } from '../files/parsed-file.ts';
import { put } from '../plain-object.ts';
import type { ReadReport } from '../read-report.ts';
import type { Tree } from '../tree.ts';
import { applyOverlay } from './apply-overlay.ts';
import { readOverlay } from './read-overlay.ts';

/** Applies overlay files in their order to a document as it was written, in place. */
export function applyOverlays(tree: Tree, text: string, overlays: readonly ParsedFile[], report: ReadReport): void {
  if (overlays.length === 0) return;
  const copy = copier(() => undefined);
  // What YAML aliases share would change in all places at once.
  if (text.includes('&')) unshare(tree.value, copy);
  for (const overlay of overlays) applyOverlay(readOverlay(overlay, report), { tree, copy }, report);
}

function unshare(root: unknown, copy: (value: unknown) => unknown): void {
  if (typeof root !== 'object' || root === null) return;
  for (const [key, value] of Object.entries(root)) put(root, key, copy(value));
}
