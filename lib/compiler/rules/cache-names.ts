import { parseTemplate } from '../../../lambdas/core/routing/parse-template.ts';
import type { NormalParameter } from '../dialects/normal-document.ts';
import { error, type Report, warning } from '../finding.ts';
import { pointerTo } from '../json-pointer.ts';
import { layerPointer } from '../language/layer-pointer.ts';
import type { ReadOperation } from '../reading.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

export const cacheNames: Rule<'cache-names'> = {
  name: 'cache-names',
  severities: ['error', 'warning'],
  summary: 'Tags of the cache use variables of paths, and its key leaves out no parameter that is declared.',
  why: 'A variable that no path has is filled with nothing, so a purge by that tag would find nothing. Where `key.query` lists parameters, no other one reaches the target: one that the document promises would do nothing.',
  sources: [SOURCES.language],
  fix: 'Correct the name of the variable; add the parameter to `key.query`, or remove it from the document.',
  bad: {
    yaml: `
      paths:
        /pets/{petId}:
          get:
            x-gateway:
              cache:
                tags:
                  - pet-{id} # <-- here
    `,
  },
  good: {
    yaml: `
      paths:
        /pets/{petId}:
          get:
            x-gateway:
              cache:
                tags:
                  - pet-{petId}
    `,
  },
  check: ({ operations }, report) => {
    const cached = operations.filter(({ method, policy }) => policy.cache?.methods.includes(method));
    const tagged = cached.filter(({ policy }) => policy.cache?.policy.tags !== undefined);
    for (const [place, those] of bySaying(tagged, ['cache', 'tags'])) checkTags(those, place, report);
    const keyed = cached.filter(({ policy }) => policy.cache?.policy.query !== undefined);
    for (const [place, those] of bySaying(keyed, ['cache', 'key', 'query'])) checkQuery(those, place, report);
  },
};

/** Operations by the place where what they have was written. */
const bySaying = (operations: readonly ReadOperation[], path: readonly string[]) =>
  Map.groupBy(operations, ({ layers }) => layerPointer(layers, path));

function checkTags(operations: readonly ReadOperation[], place: string, report: Report): void {
  const known = new Set(operations.flatMap(({ path }) => parseTemplate(path).names));
  const tags = operations[0]?.policy.cache?.policy.tags ?? [];
  for (const [index, tag] of tags.entries()) {
    const fault = tagFault(tag, known);
    if (fault !== undefined) report(error('cache-names', pointerTo(place, String(index)), `tag "${tag}" has ${fault}`));
  }
}

function tagFault(tag: string, known: ReadonlySet<string>): string | undefined {
  const unknown = [...tag.matchAll(VARIABLE)].map(([, name = '']) => name).find((name) => !known.has(name));
  if (unknown !== undefined) {
    const advice = known.size === 0 ? 'take it away' : `name one of ${[...known].join(', ')}`;
    return `the variable {${unknown}}, which the path of no operation with it has: ${advice}`;
  }
  return /[{}]/.test(tag.replaceAll(VARIABLE, '')) ? 'a brace without its partner, write {name}' : undefined;
}

const VARIABLE = /\{([^{}]+)\}/g;

function checkQuery(operations: readonly ReadOperation[], place: string, report: Report): void {
  const key = operations[0]?.policy.cache?.policy.query ?? [];
  const leftOut = Map.groupBy(
    operations.flatMap(({ id, parameters }) =>
      parameters.filter((one) => isLeftOut(one, key)).map(({ name }) => ({ id, name })),
    ),
    ({ name }) => name,
  );
  for (const [name, [first, ...others]] of leftOut) {
    const these = `${first?.id}${others.length === 0 ? ' declares' : ` and ${others.length} more declare`}`;
    const advice = 'no target will learn of it; name it, or null takes an inherited key away';
    report(warning('cache-names', place, `key.query leaves out ${name}, which ${these}: ${advice}`));
  }
}

/** One that is sent under other names may be there by those. */
const isLeftOut = ({ name, in: place, isSpread }: NormalParameter, key: readonly string[]): boolean =>
  place === 'query' && !isSpread && !key.some((one) => one === name || one.startsWith(`${name}[`));
