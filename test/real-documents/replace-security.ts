/**
 * What an operator's overlay would do for a document whose security this version refuses: every requirement becomes one
 * bearer token. Operations that are open stay open, and those that are not stay closed.
 */
export function replaceSecurity(document: Record<string, unknown>): Record<string, unknown> {
  const { components } = document;
  const shared = isRecord(components) ? components : {};
  return {
    ...document,
    ...bearer(document),
    ...('paths' in document && { paths: replaceInPaths(document.paths) }),
    ...(document.swagger === undefined
      ? {
          components: {
            ...shared,
            ...('pathItems' in shared && { pathItems: replaceInPaths(shared.pathItems) }),
            securitySchemes: { test: { type: 'http', scheme: 'bearer' } },
          },
        }
      : { securityDefinitions: { test: SWAGGER_TOKEN } }),
  };
}

/** Swagger 2.0 knows tokens only so. */
const SWAGGER_TOKEN = { type: 'oauth2', flow: 'application', tokenUrl: 'https://id.example.com/token', scopes: {} };

function replaceInPaths(paths: unknown): unknown {
  if (!isRecord(paths)) return paths;
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => [path, isRecord(item) ? replaceInPathItem(item) : item]),
  );
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
