/** Milliseconds of the processor that the work below takes on the machine whose times the README holds. */
const REFERENCE = 590;

/**
 * How much slower this machine is than that one, at least 1: a bound in seconds is of one machine. Work of the compiler's
 * kind, texts, objects, sorting and maps, and none of its code, so that a slower compiler is no slower machine.
 */
export function slowness(): number {
  return Math.max(1, work() / REFERENCE);
}

function work(): number {
  const start = process.cpuUsage();
  const items = Array.from({ length: 60_000 }, (_, index) => ({
    id: `item${(index * 7919) % 60_000}`,
    tags: [`a${index % 13}`, `b${index % 17}`],
    at: { x: index, y: [index] },
  }));
  let text = JSON.stringify(items);
  for (let round = 0; round < 4; round += 1) {
    const copy: typeof items = JSON.parse(text);
    text = JSON.stringify(copy.sort((one, other) => (one.id < other.id ? -1 : 1)));
  }
  const copy: typeof items = JSON.parse(text);
  new Map(copy.map(({ id, tags, at }) => [id.replaceAll('~', '~0'), [...tags, ...at.y]]));
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
