/**
 * What an operator's overlay would do for a document whose security this version refuses: every requirement becomes one
 * bearer token. Operations that are open stay open, and those that are not stay closed.
 */
export function replaceSecurity(document: Record<string, unknown>): Record<string, unknown> {
  const { paths = {}, components = {} } = document as { paths?: Record<string, object>; components?: object };
  return {
    ...document,
    ...bearer(document),
    paths: Object.fromEntries(Object.entries(paths).map(([path, item]) => [path, replaceInPathItem(item)])),
    components: { ...components, securitySchemes: { test: { type: 'http', scheme: 'bearer' } } },
  };
}

function replaceInPathItem(item: object): object {
  return Object.fromEntries(
    Object.entries(item).map(([key, value]) => [key, isRecord(value) ? { ...value, ...bearer(value) } : value]),
  );
}

function bearer({ security }: { readonly security?: unknown }): { security?: readonly object[] } {
  if (!Array.isArray(security)) return {};
  return { security: security.length === 0 ? [] : [{ test: [] }] };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
