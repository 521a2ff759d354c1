/**
 * The path of a request as API Gateway matched it, still percent-encoded: rebuilt from the event's `resource` and
 * `pathParameters`, for `path` and `requestContext.path` carry the base path of a custom domain and the stage.
 */
export function effectivePath(
  resource: string,
  pathParameters: Readonly<Record<string, string | undefined>> | null,
): string {
  let path = '';
  for (const [index, part] of partsOf(resource).entries()) {
    const text = index % 2 === 0 ? part : pathParameters?.[part];
    if (text === undefined) throw new Error(`the event has no value for "${part}" of its resource ${resource}`);
    path += text;
  }
  return path;
}

/** By resource, which are API Gateway's own, a few hundred at most. */
const known = new Map<string, readonly string[]>();

/** Texts and names of variables in turn. */
function partsOf(resource: string): readonly string[] {
  const found = known.get(resource);
  if (found !== undefined) return found;
  const parts = resource.split(/\{([^{}]+?)\+?\}/);
  known.set(resource, parts);
  return parts;
}
