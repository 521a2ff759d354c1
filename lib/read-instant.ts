/**
 * A day, which begins in UTC, or a time with its zone; `undefined` for any other text. `Date` itself takes 30 February for
 * 2 March, `90` for a year, and what names no zone for this machine's.
 */
export function readInstant(text: string): Date | undefined {
  const [, day] = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2}))?$/.exec(text) ?? [];
  const instant = new Date(text);
  if (day === undefined || Number.isNaN(instant.getTime())) return undefined;
  return new Date(day).toISOString().startsWith(day) ? instant : undefined;
}
