import { remembered } from '../remembered.ts';
import { templateParts } from './template-parts.ts';

/**
 * The path of a request as API Gateway matched it, still percent-encoded: rebuilt from the event's `resource` and
 * `pathParameters`, for `path` and `requestContext.path` carry the base path of a custom domain and the stage.
 */
export function effectivePath(
  resource: string,
  pathParameters: Readonly<Record<string, string | undefined>> | null,
): string {
  const parts = partsOf(resource);
  let path = parts[0] ?? '';
  for (let index = 1; index < parts.length; index += 2) {
    const name = parts[index] ?? '';
    const value = pathParameters?.[name];
    if (value === undefined) throw new Error(`the event has no value for "${name}" of its resource ${resource}`);
    path += value + parts[index + 1];
  }
  return path;
}

/** By resource, which are API Gateway's own, a few hundred at most. */
const partsOf = remembered(new Map<string, readonly string[]>(), templateParts);
