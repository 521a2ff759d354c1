import { UserError } from '../../errors.ts';
import { objectOf } from '../json-values.ts';
import type { DeployedResource } from './deployed-resources.ts';

/** A tag that only AWS can tell is left out. */
export function tagsOf({ resource, resolver }: DeployedResource): Readonly<Record<string, string>> {
  const tags: readonly unknown[] = Array.isArray(resource.Properties?.Tags) ? resource.Properties.Tags : [];
  return Object.fromEntries(
    tags.flatMap((tag) => {
      try {
        const { Key, Value } = objectOf(resolver.resolve(tag));
        return [[String(Key), String(Value)]];
      } catch (error) {
        if (error instanceof UserError) return [];
        throw error;
      }
    }),
  );
}
