import { isIP } from 'node:net';
import { isRefusedAddress } from '../adapters/checked-address.ts';
import {
  type CloudMapEnvironment,
  type CloudMapResolver,
  createCloudMapResolver,
} from '../adapters/cloud-map-client.ts';
import { resolveEndpoint } from '../adapters/endpoint-urls.ts';
import { keepFresh } from '../adapters/keep-fresh.ts';
import { createSrvResolver, type DnsEnvironment, type SrvResolver } from '../adapters/srv-resolver.ts';
import type { TargetSource } from '../core/outbound-config.ts';
import type { TargetConfig } from '../core/router-config.ts';

export interface TargetFinder {
  /** Looks for targets where it is time; others need not wait for it. Rejects where it is not known which there are. */
  look(now: number): Promise<unknown>;
  /** By the last look that brought an answer; the same array as long as it stays the same. `undefined`: there was none. */
  known(): readonly TargetConfig[] | undefined;
  /** Whether a first look is over. */
  hasLooked(): boolean;
}

export interface Resolvers {
  readonly srv: SrvResolver;
  readonly cloudMap: CloudMapResolver;
}

export function createResolvers(environment: DnsEnvironment & CloudMapEnvironment): Resolvers {
  return { srv: createSrvResolver(environment), cloudMap: createCloudMapResolver(environment) };
}

/**
 * Every 30 s while requests come, beside them: the shortest time that DNS answers of Cloud Map and of Kubernetes usually live.
 * What was known before is used until there is another answer, however old it is: a target that is gone refuses, and the
 * next one is asked.
 */
const REUSE = { fresh: Number.POSITIVE_INFINITY, early: 30_000, pause: 5000, pauseWithout: 1000 };

/** While there is no target at all, each second's first request waits for another look. */
const SOON = { fresh: 1000, early: 1000 };

export function targetFinder(
  source: TargetSource,
  { srv, cloudMap }: Resolvers,
  onFailure: (failure: unknown) => void,
): TargetFinder {
  let known: readonly TargetConfig[] | undefined;
  let hasLooked = false;
  const found = keepFresh(
    async () => {
      const targets = await (source.kind === 'srv' ? srv(source) : cloudMap(source));
      const allowed = targets.filter(({ url }) => isAllowed(url));
      if (known === undefined || JSON.stringify(allowed) !== JSON.stringify(known)) known = allowed;
      return known.length === 0 ? { value: known, reuse: SOON } : { value: known };
    },
    REUSE,
    onFailure,
  );
  return {
    look: (now) =>
      found.current(now).finally(() => {
        hasLooked = true;
      }),
    known: () => known,
    hasLooked: () => hasLooked,
  };
}

/** Of what was found; where the operator says where it is really reached, that is what counts. */
function isAllowed(url: string): boolean {
  if (resolveEndpoint(url) !== url) return true;
  const host = new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(host) === 0 || !isRefusedAddress(host);
}
