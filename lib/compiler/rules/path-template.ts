import { parsePath } from '../../../lambdas/core/routing/parse-path.ts';
import { error } from '../finding.ts';
import type { Rule } from '../reading.ts';

/** Templates the router could never match, or not without guessing. */
export const pathTemplate: Rule = ({ operations }, report) => {
  for (const { path, pathPointer } of operations) {
    const why = fault(path);
    if (why !== undefined) report(error('path-template', pathPointer, `path "${path}" ${why}`));
  }
};

function fault(path: string): string | undefined {
  const names = [...path.matchAll(/\{([^{}/]+)\}/g)].map(([, name]) => name);
  const greedy = names.find((name) => name?.endsWith('+'));
  if (greedy !== undefined) {
    return `has the greedy variable {${greedy}}, which OpenAPI does not know and this version does not serve; name its segments`;
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return `has the variable {${twice}} twice, rename one`;
  const sample = path.replaceAll(/\{[^{}/]+\}/g, 'x');
  if (/[{}]/.test(sample)) return 'has a brace without its partner or an empty name, write {name}';
  const parsed = parsePath(sample.replaceAll('%', '%25'));
  return parsed.kind === 'unsafe' ? `matches no request that is let through: ${parsed.reason}` : undefined;
}
