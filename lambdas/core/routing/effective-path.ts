/**
 * The path of a request as API Gateway matched it, still percent-encoded: rebuilt from the event's `resource` and
 * `pathParameters`, for `path` and `requestContext.path` carry the base path of a custom domain and the stage.
 */
export function effectivePath(
  resource: string,
  pathParameters: Readonly<Record<string, string | undefined>> | null,
): string {
  return resource.replaceAll(/\{([^{}]+?)\+?\}/g, (_, name: string) => {
    const value = pathParameters?.[name];
    if (value === undefined) throw new Error(`the event has no value for "${name}" of its resource ${resource}`);
    return value;
  });
}
