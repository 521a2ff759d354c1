import { templateShape } from '../dialects/template-shape.ts';
import { error } from '../finding.ts';
import { layerPointer } from '../language/layer-pointer.ts';
import type { Rule } from './rule.ts';
import { SOURCES } from './sources.ts';

/** One preflight answer stands for all operations of a path, so it cannot let in an origin for some of them only. */
export const corsAgrees: Rule<'cors-agrees'> = {
  name: 'cors-agrees',
  severities: ['error'],
  summary: 'Operations of one path must let in the same origins, with the same word on credentials.',
  why: 'A browser asks with one preflight request per path, before it is known which operation follows, so one answer stands for all of them.',
  sources: [SOURCES.fetchCors],
  fix: 'Make `origins` and `credentials` equal, best by writing `cors` on the path.',
  bad: {
    yaml: `
      paths:
        /pets:
          get:
            x-gateway: { cors: { origins: [https://app.example.com] } }
          post:
            x-gateway:
              cors: { origins: '*' } # <-- here
    `,
  },
  good: {
    yaml: `
      paths:
        /pets:
          x-gateway: { cors: { origins: [https://app.example.com] } }
          get: {}
          post: {}
    `,
  },
  check: ({ operations }, report) => {
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
  },
};

const lettingIn = (cors: { readonly origins: unknown; readonly credentials: boolean } | undefined) =>
  JSON.stringify([cors?.origins, cors?.credentials]);
