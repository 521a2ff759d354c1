import { parseTemplate } from '../../../lambdas/core/routing/parse-template.ts';

/** Equal for templates that match the same requests: the names of their variables do not count. */
export function templateShape(path: string): string {
  return JSON.stringify(parseTemplate(path).segments);
}
