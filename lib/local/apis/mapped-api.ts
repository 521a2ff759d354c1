import type { DomainMapping } from '../assembly/assembly.ts';
import type { ApiDirectory } from './api-directory.ts';

export type MappedApi =
  | { readonly kind: 'served'; readonly name: string }
  /** The reason completes "it leads to …". */
  | { readonly kind: 'missing'; readonly reason: string };

/** What a mapping of a custom domain leads to. */
export function mappedApi({ apiId, stage }: DomainMapping, apis: ApiDirectory): MappedApi {
  const name = apis.get(apiId)?.api.name;
  if (name === undefined) return { kind: 'missing', reason: 'an API that is no REST API of this assembly' };
  return stage === undefined || apis.stages.has(`${apiId}/${stage}`)
    ? { kind: 'served', name }
    : { kind: 'missing', reason: `stage ${stage} of REST API "${name}", which has none of that name` };
}
