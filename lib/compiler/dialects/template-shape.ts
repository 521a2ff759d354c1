import { parseTemplate } from '../../../lambdas/core/routing/parse-template.ts';

/** Equal for operations that the same requests reach. */
export const requestShape = ({ method, path }: { readonly method: string; readonly path: string }): string =>
  `${method} ${templateShape(path)}`;

/** Equal for templates that match the same requests: the names of their variables do not count. */
export function templateShape(path: string): string {
  return JSON.stringify(parseTemplate(path).segments);
}
