/** Keeps the parameters of these names, and their order, in a query that the gateway has encoded itself. */
export const onlyParameters = (query: string, names: readonly string[]): string =>
  query
    .split('&')
    .filter((parameter) => names.includes(decodeURIComponent(parameter.split('=', 1)[0] ?? '')))
    .join('&');
