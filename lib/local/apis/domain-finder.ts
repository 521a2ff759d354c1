import type { DomainDefinition } from '../assembly/assembly.ts';

/** The custom domain of a host name in lower case: of that name, or of `*` in place of its first label. */
export type FindDomain = (name: string) => DomainDefinition | undefined;

export function domainFinder(domains: readonly DomainDefinition[]): FindDomain {
  const byName = new Map(domains.map((domain) => [domain.name, domain]));
  return (name) => byName.get(name) ?? byName.get(name.replace(/^[^.]+/, '*'));
}
