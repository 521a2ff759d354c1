import { copier } from '../copier.ts';
import type { ParsedFile } from '../files/parsed-file.ts';
import { put } from '../plain-object.ts';
import type { ReadReport } from '../read-report.ts';
import type { Tree } from '../tree.ts';
import { applyOverlay } from './apply-overlay.ts';
import type { Merging } from './merge-value.ts';
import { readOverlay } from './read-overlay.ts';

/** A policy of its own for each of a thousand operations is a tenth of it. */
const MAX_ADDED = 100_000;
/** As many as the aliases of a YAML text may stand for. */
const MAX_SHARED = 2_000_000;

/** Applies overlay files in their order to a document as it was written, in place. */
export function applyOverlays(tree: Tree, text: string, overlays: readonly ParsedFile[], report: ReadReport): void {
  if (overlays.length === 0) return;
  // What YAML aliases share would change in all places at once.
  if (text.includes('&')) unshare(tree.value);
  const refuse: Merging['refuse'] = (origin, message) => report('overlay-action', 'error', origin, message);
  const merging: Merging = { tree, copy: copier(MAX_ADDED), isFull: false, refuse };
  for (const overlay of overlays) applyOverlay(readOverlay(overlay, report), merging, report);
}

function unshare(root: unknown): void {
  if (typeof root !== 'object' || root === null) return;
  const copy = copier(MAX_SHARED);
  for (const [key, value] of Object.entries(root)) put(root, key, copy(value) ?? value);
}
