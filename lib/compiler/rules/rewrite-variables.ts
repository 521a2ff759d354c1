import { parsePath } from '../../../lambdas/core/routing/parse-path.ts';
import { error } from '../finding.ts';
import { layerPointer } from '../language/layer-pointer.ts';
import { nearestWord } from '../nearest-word.ts';
import type { Rule } from '../reading.ts';

export const rewriteVariables: Rule = ({ operations }, report) => {
  for (const { path, layers, policy } of operations) {
    if (policy.path === undefined) continue;
    const why = fault(policy.path, variablesOf(path));
    if (why !== undefined)
      report(error('rewrite-variables', layerPointer(layers, ['path']), `path "${policy.path}" ${why}`));
  }
};

function fault(rewrite: string, variables: readonly string[]): string | undefined {
  const unknown = variablesOf(rewrite).find((name) => !variables.includes(name));
  if (unknown !== undefined) {
    const nearest = nearestWord(unknown, variables);
    const advice = nearest === undefined ? `it has ${variables.join(', ') || 'none'}` : `did you mean {${nearest}}`;
    return `has the variable {${unknown}}, which the operation's own path has not, ${advice}`;
  }
  const sample = rewrite.replaceAll(/\{[^{}/]+\}/g, 'x');
  if (/[{}]/.test(sample)) return 'has a brace without its partner or an empty name, write {name}';
  const parsed = parsePath(sample);
  return parsed.kind === 'unsafe' ? `cannot be sent: ${parsed.reason}` : undefined;
}

const variablesOf = (path: string) => [...path.matchAll(/\{([^{}/]+)\}/g)].map(([, name]) => name ?? '');
