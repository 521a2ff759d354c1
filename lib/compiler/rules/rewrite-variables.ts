import { parsePath } from '../../../lambdas/core/routing/parse-path.ts';
import { parseTemplate } from '../../../lambdas/core/routing/parse-template.ts';
import { error } from '../finding.ts';
import { layerPointer } from '../language/layer-pointer.ts';
import { nearestWord } from '../nearest-word.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

export const rewriteVariables: Rule<'rewrite-variables'> = {
  name: 'rewrite-variables',
  severities: ['error'],
  summary: 'The target path of an operation may use the variables of its own path only.',
  why: 'A variable that the request path does not have has no value to put there.',
  sources: [SOURCES.language],
  fix: 'Correct the name of the variable, or add it to the path.',
  bad: {
    yaml: `
      paths:
        /pets/{petId}:
          get:
            x-gateway:
              path: /v2/pets/{id} # <-- here
    `,
  },
  good: {
    yaml: `
      paths:
        /pets/{petId}:
          get:
            x-gateway:
              path: /v2/pets/{petId}
    `,
  },
  check: ({ operations }, report) => {
    for (const { path, layers, policy } of operations) {
      if (policy.path === undefined) continue;
      const why = fault(policy.path, targetVariables(path));
      if (why !== undefined)
        report(error('rewrite-variables', layerPointer(layers, ['path']), `path "${policy.path}" ${why}`));
    }
  },
};

function fault(rewrite: string, variables: readonly string[]): string | undefined {
  const unknown = variablesOf(rewrite).find((name) => !variables.includes(name));
  if (unknown !== undefined) {
    const nearest = nearestWord(unknown, variables);
    const advice =
      nearest === undefined ? `name one of its own: ${variables.join(', ') || 'none'}` : `did you mean {${nearest}}`;
    return `has the variable {${unknown}}, which the operation's own path has not, ${advice}`;
  }
  const sample = rewrite.replaceAll(/\{[^{}/]+\}/g, 'x');
  if (/[{}]/.test(sample)) return 'has a brace without its partner or an empty name, write {name}';
  const parsed = parsePath(sample);
  return parsed.kind === 'unsafe'
    ? `cannot be sent: ${parsed.reason}; write segments that are neither empty nor . or ..`
    : undefined;
}

/** A greedy variable may be written with its sign or without: its value is the same. */
function targetVariables(path: string): readonly string[] {
  const { segments, names } = parseTemplate(path);
  return segments.at(-1)?.kind === 'greedy' ? [...names, `${names.at(-1)}+`] : names;
}

const variablesOf = (path: string) => [...path.matchAll(/\{([^{}/]+)\}/g)].map(([, name]) => name ?? '');
