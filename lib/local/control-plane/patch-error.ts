/** The service's words for a path that cannot be patched (recorded; the two blanks are its own). */
export function invalidPath(op: string, path: string, allowed: readonly string[]): string {
  return `Invalid patch path  '${path}' specified for op '${op}'. Must be one of: [${allowed.join(', ')}]`;
}

const OPERATIONS = ['add', 'remove', 'replace', 'move', 'copy', 'test'];

/** `undefined`: it is one of JSON Patch's. */
export function invalidOperation(op: string): string | undefined {
  return OPERATIONS.includes(op) ? undefined : `Invalid patch operation specified. Must be 'add'|'remove'|'replace'`;
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
