/**
 * One reading of the client's path, on which everything is decided: what a target could read differently
 * (dot segments, encoded separators, control characters) is refused instead of interpreted.
 */
export interface PathSegment {
  /** Percent-encoded, as the client sent it. */
  readonly raw: string;
  readonly decoded: string;
}

export type ParsedPath =
  | { readonly kind: 'parsed'; readonly segments: readonly PathSegment[] }
  | { readonly kind: 'unsafe'; readonly reason: string };

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const FORBIDDEN = /[/\\\u0000-\u001f\u007f-\u009f]/;

/** Most paths: segments that begin with no dot and hold nothing that is encoded or could be read in two ways. */
const PLAIN = /^[A-Za-z0-9_~-][A-Za-z0-9._~-]*(?:\/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*$/;

/** One trailing slash is ignored, as API Gateway does. */
export function parsePath(path: string): ParsedPath {
  if (!path.startsWith('/')) return { kind: 'unsafe', reason: 'the path does not start with a slash' };
  if (path === '/') return { kind: 'parsed', segments: [] };
  const inner = path.slice(1, path.endsWith('/') ? -1 : undefined);
  if (PLAIN.test(inner)) return { kind: 'parsed', segments: inner.split('/').map((raw) => ({ raw, decoded: raw })) };
  const segments: PathSegment[] = [];
  for (const raw of inner.split('/')) {
    const decoded = decode(raw);
    if (decoded === undefined) return { kind: 'unsafe', reason: 'a segment is not percent-encoded UTF-8' };
    const reason = danger(decoded);
    if (reason !== undefined) return { kind: 'unsafe', reason };
    segments.push({ raw, decoded });
  }
  return { kind: 'parsed', segments };
}

function decode(raw: string): string | undefined {
  if (!raw.includes('%')) return raw.isWellFormed() ? raw : undefined;
  try {
    // Refuses overlong forms, surrogates and stray percent signs (ECMA-262 section 19.2.6.6).
    return decodeURIComponent(raw);
  } catch {
    return undefined;
  }
}

function danger(decoded: string): string | undefined {
  if (decoded === '') return 'a segment is empty';
  if (FORBIDDEN.test(decoded)) return 'a segment holds a separator or a control character';
  // Servlet containers cut a segment at `;` before they resolve dots: `..;x` is `..` to them.
  if (decoded.startsWith('.') && /^\.\.?(?:;|$)/.test(decoded)) return 'a segment is a dot segment';
  return undefined;
}
