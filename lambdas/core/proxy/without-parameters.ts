/** A query without the parameters of these names, the others as they are. @param query percent-encoded, without `?` */
export function withoutParameters(query: string, names: readonly string[]): string {
  if (names.length === 0 || query === '') return query;
  const kept = query.split('&').filter((pair) => {
    const [name] = new URLSearchParams(pair).keys();
    return name === undefined || !names.includes(name);
  });
  return kept.join('&');
}
