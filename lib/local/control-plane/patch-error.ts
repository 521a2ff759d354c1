import type { PatchOperation } from '../state/local-state.ts';

/** The service's words for a path that cannot be patched (recorded; the two blanks are its own). */
export function invalidPath(op: string, path: string, allowed: readonly string[]): string {
  return `Invalid patch path  '${path}' specified for op '${op}'. Must be one of: [${allowed.join(', ')}]`;
}

/** The same in the words of other calls. */
export function invalidPatchPath(path: string): string {
  return `Invalid patch path ${path}`;
}

/** Of most Update calls. */
export const ONLY_REPLACE = 'Invalid patch operation specified. Must be one of: [replace]';

/** Of those that take whatever changes something. */
export const ONLY_CHANGES = "Invalid patch operation specified. Must be 'add'|'remove'|'replace'";

/** Of a path that takes `replace` alone. */
export function unsupportedPatch({ op, path }: Pick<PatchOperation, 'op' | 'path'>): string {
  return `Invalid patch path  '${path}' specified for op '${op}'. Please choose supported operations`;
}

const OPERATIONS = ['add', 'remove', 'move', 'test', 'replace', 'copy'];

/** Names of operations that are none of JSON Patch's, in the service's words (recorded). */
export function invalidOperations(input: string, patches: readonly PatchOperation[]): readonly string[] {
  return patches.flatMap(({ op }, i) =>
    OPERATIONS.includes(op) ? [] : [notInSet(op, `${input}.patchOperations.${i + 1}.member.op`, OPERATIONS)],
  );
}

/** Of a status in a path, likewise. */
export function invalidStatus(status: string): readonly string[] {
  const pattern = 'failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d';
  return /^[1-5]\d\d$/.test(status) ? [] : [`Value '${status}' at 'statusCode' ${pattern}`];
}

/** Of a value that is none of a set, as all of AWS's services say it. */
export function notInSet(value: string, place: string, set: readonly string[]): string {
  return `Value '${value}' at '${place}' failed to satisfy constraint: Member must satisfy enum value set: [${set.join(', ')}]`;
}

/** Of UpdateStage, whose other paths are settings of methods. */
export function invalidSetting(path: string): string {
  return `Invalid method setting path: ${path}. Must be one of: [${STAGE_PATHS.join(', ')}]`;
}

const STAGE_PATHS = [
  '/deploymentId',
  '/description',
  '/cacheClusterEnabled',
  '/accessLogSettings',
  '/accessLogSettings/destinationArn',
  '/accessLogSettings/format',
  '/{resourcePath}/{httpMethod}/{setting}',
  '/*/*/{setting}',
  '/variables/{variable_name}',
  '/canarySettings/{setting}',
  '/tracingEnabled',
];

/** Of UpdateStage; the blank at its end is the service's own. */
export function noSetting(path: string): string {
  return `Cannot remove method setting ${path.slice(1)} because there is no method setting for this method `;
}
