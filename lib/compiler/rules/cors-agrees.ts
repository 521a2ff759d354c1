import { templateShape } from '../dialects/template-shape.ts';
import { error } from '../finding.ts';
import { layerPointer } from '../language/layer-pointer.ts';
import type { Rule } from '../reading.ts';

/** One preflight answer stands for all operations of a path, so it cannot let in an origin for some of them only. */
export const corsAgrees: Rule = ({ operations }, report) => {
  const paths = Map.groupBy(
    operations.filter(({ policy }) => policy.cors !== undefined),
    ({ path }) => templateShape(path),
  );
  for (const [first, ...others] of paths.values()) {
    const other = others.find(({ policy }) => lettingIn(policy.cors) !== lettingIn(first?.policy.cors));
    if (first === undefined || other === undefined) continue;
    const message = `cors of "${other.id}" has other origins or credentials than "${first.id}" of the same path, make them equal`;
    report(error('cors-agrees', layerPointer(other.layers, ['cors']), message));
  }
};

const lettingIn = (cors: { readonly origins: unknown; readonly credentials: boolean } | undefined) =>
  JSON.stringify([cors?.origins, cors?.credentials]);
