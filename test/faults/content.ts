/** What a target answers to a request, so that a client can tell whether it came whole. */
export function contentFor(id: string): string {
  return `${id};`.repeat(Math.ceil(20_000 / (id.length + 1)));
}
