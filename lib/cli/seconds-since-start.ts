/** Of the process, as its user waits; with one digit after the point. */
export function secondsSinceStart(): string {
  return (performance.now() / 1000).toFixed(1);
}
