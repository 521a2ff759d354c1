import type { PatchOperation } from '../state/local-state.ts';
import { type ControlAnswer, refused } from './control-answer.ts';
import { invalidPatchPath } from './patch-error.ts';
import { type PatchKind, patchRecord } from './patch-record.ts';
import { pointerParts } from './pointer-parts.ts';

/** What an Update call takes, where its refusals are recorded. */
export interface PatchRules {
  readonly paths: Readonly<Record<string, PatchKind>>;
  /** What it says of a value of its own, no entry of a map, that is to be added or removed: it can only be replaced. */
  readonly onlyReplaced: (path: string) => string;
  /** By path of a map, what it says of an entry that is to be replaced or removed and is not there. @default it takes it */
  readonly missing: Readonly<Record<string, string>>;
}

/** As `patchRecord`, but that it refuses what API Gateway does, in its words. */
export function patchByRules<RecordType extends object>(
  record: RecordType,
  patches: readonly PatchOperation[],
  rules: PatchRules,
): { readonly record: RecordType } | ControlAnswer {
  let result = record;
  for (const patch of patches) {
    const problem = refusal(result, patch, rules);
    if (problem !== undefined) return problem;
    const next = patchRecord(result, [patch], rules.paths);
    if (typeof next === 'string') return refused(400, next);
    result = next;
  }
  return { record: result };
}

function refusal(
  record: object,
  { op, path }: PatchOperation,
  { paths, onlyReplaced, missing }: PatchRules,
): ControlAnswer | undefined {
  const [member = '', name, ...rest] = pointerParts(path);
  const kind = paths[`/${member}`];
  const isMap = kind === 'map' || kind === 'map of booleans';
  if (kind === 'list') return undefined;
  if (kind === undefined || rest.length > 0 || isMap !== (name !== undefined))
    return refused(400, invalidPatchPath(path));
  if (!isMap) return op === 'replace' ? undefined : refused(400, onlyReplaced(path));
  const entries = record[member as keyof typeof record] ?? {}; // one of them by its path
  const words = missing[`/${member}`];
  return op === 'add' || words === undefined || Object.hasOwn(entries, name ?? '') ? undefined : refused(404, words);
}
