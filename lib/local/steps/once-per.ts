/**
 * Writes an instant whose text is the same for a whole period, and keeps the last one: each request asks.
 * @param period milliseconds
 */
export function oncePer(period: number, write: (now: number) => string): (now: number) => string {
  let last = { at: Number.NaN, text: '' };
  return (now) => {
    const at = Math.floor(now / period);
    if (at !== last.at) last = { at, text: write(now) };
    return last.text;
  };
}
