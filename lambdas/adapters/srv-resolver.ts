import { promises } from 'node:dns';
import { isIP } from 'node:net';
import { distinctTargets, type SrvRecord, srvTargets } from '../core/outbound/discovered-targets.ts';
import type { SrvSource } from '../core/outbound-config.ts';
import type { TargetConfig } from '../core/router-config.ts';

export interface DnsEnvironment {
  /** `ADDRESS[:PORT]`, several with commas, instead of the system's. Unset in AWS. */
  readonly DNS_SERVERS?: string | undefined;
}

/** Rejects with the resolver's error where it is not known which targets there are. */
export type SrvResolver = (source: SrvSource) => Promise<readonly TargetConfig[]>;

/** Milliseconds for each of two tries. */
const TIMEOUT = 1500;

/** These say for certain that there is none. */
const NONE: readonly unknown[] = ['ENOTFOUND', 'ENODATA'];

export function createSrvResolver({ DNS_SERVERS }: DnsEnvironment): SrvResolver {
  const resolver = new promises.Resolver({ timeout: TIMEOUT, tries: 2 });
  if (DNS_SERVERS) resolver.setServers(DNS_SERVERS.split(','));
  return async (source) => distinctTargets(srvTargets(source, await records(resolver, source.name)));
}

async function records(resolver: promises.Resolver, name: string): Promise<readonly SrvRecord[]> {
  try {
    const found = await resolver.resolveSrv(name);
    // RFC 2782: the target is a name, never an address.
    return found.filter((record) => isIP(record.name) === 0);
  } catch (error) {
    if (NONE.includes((error as NodeJS.ErrnoException).code)) return [];
    throw error;
  }
}
