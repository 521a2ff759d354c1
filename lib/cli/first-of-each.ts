/** The first `most` things of each kind, in their order, and after them a line for those that are left out. */
export function firstOfEach<T>(
  things: readonly T[],
  {
    kindOf,
    most,
    show,
    more,
  }: {
    readonly kindOf: (thing: T) => string;
    readonly most: number;
    readonly show: (thing: T) => string;
    readonly more: (hidden: number, thing: T) => string;
  },
): readonly string[] {
  const left = new Map<string, number>();
  for (const thing of things) left.set(kindOf(thing), (left.get(kindOf(thing)) ?? 0) + 1);
  const shown = new Map<string, number>();
  return things.flatMap((thing) => {
    const kind = kindOf(thing);
    const count = (shown.get(kind) ?? 0) + 1;
    shown.set(kind, count);
    if (count > most) return [];
    const hidden = (left.get(kind) ?? 0) - most;
    return count === most && hidden > 0 ? [show(thing), more(hidden, thing)] : [show(thing)];
  });
}
