import { objectOf } from '../json-values.ts';
import type { DeployedResource } from './deployed-resources.ts';
import { knownHere } from './known-here.ts';

/** A tag that only AWS can tell is left out. */
export function tagsOf({ resource, resolver }: DeployedResource): Readonly<Record<string, string>> {
  const tags: readonly unknown[] = Array.isArray(resource.Properties?.Tags) ? resource.Properties.Tags : [];
  return Object.fromEntries(
    tags.flatMap((tag) => {
      const known = knownHere(() => objectOf(resolver.resolve(tag)));
      return known === undefined ? [] : [[String(known.Key), String(known.Value)]];
    }),
  );
}
