/**
 * The path of a document's path key: fragments never leave the client, and a query (also a URI template's, `{?page}`) does
 * not choose an operation.
 */
export const requestPath = (key: string): string => key.replace(/(\{[?&#]|[#?]).*$/s, '');
