import type { CloudMapSource, SrvSource, TargetSource } from '../outbound-config.ts';
import type { TargetConfig } from '../router-config.ts';

/** As `dns.resolveSrv` gives it. */
export interface SrvRecord {
  readonly name: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
}

/** Attributes of a registered instance (Cloud Map API reference, DiscoverInstances). */
export type InstanceAttributes = Readonly<Record<string, string>>;

/** Targets of one source: what Cloud Map lists in one answer; more would slow each decision down. */
export const MOST_TARGETS = 1000;

/** Of a record with weight 0, beside others: "a very small chance of being selected" (RFC 2782). */
const LITTLE = 0.01;

/**
 * Priorities become ranks, for ours go from 0 up. Weights become relative to their average within a priority, so that each
 * target counts for as much as one that is written in the document.
 */
export function srvTargets(source: SrvSource, records: readonly SrvRecord[]): readonly TargetConfig[] {
  // A single "." says that the service is not offered here (RFC 2782).
  const offered = records.filter(({ name }) => name !== '' && name !== '.').slice(0, MOST_TARGETS);
  const ranks = [...new Set(offered.map(({ priority }) => priority))].sort((a, b) => a - b);
  return ranks.flatMap((priority, rank) => {
    const equals = offered.filter((record) => record.priority === priority);
    const average = equals.reduce((sum, { weight }) => sum + weight, 0) / equals.length;
    return equals.flatMap(({ name, port, weight }) => {
      const share = average === 0 ? 1 : Math.max(LITTLE, weight / average);
      return target(source, { host: name.replace(/\.$/, ''), port, share, rank });
    });
  });
}

export function cloudMapTargets(
  source: CloudMapSource,
  instances: readonly InstanceAttributes[],
): readonly TargetConfig[] {
  return instances.slice(0, MOST_TARGETS).flatMap((attributes) => {
    const { AWS_INSTANCE_IPV4, AWS_INSTANCE_IPV6, AWS_INSTANCE_CNAME, AWS_INSTANCE_PORT } = attributes;
    const host = AWS_INSTANCE_IPV4 ?? (AWS_INSTANCE_IPV6 && `[${AWS_INSTANCE_IPV6}]`) ?? AWS_INSTANCE_CNAME;
    if (host === undefined) return [];
    const port = Number(AWS_INSTANCE_PORT ?? source.port ?? (source.scheme === 'https' ? 443 : 80));
    return target(source, { host, port, share: 1, rank: 0 });
  });
}

/** What metrics and logs call the targets of a source together. */
export const sourceName = (source: TargetSource): string =>
  source.kind === 'srv' ? source.name : `${source.service}.${source.namespace}`;

interface Found {
  readonly host: string;
  readonly port: number;
  /** Of the source's weight. */
  readonly share: number;
  readonly rank: number;
}

/** None where what was found is no host: it must not become another part of a URL. */
function target(source: TargetSource, { host, port, share, rank }: Found): readonly TargetConfig[] {
  if (!/^(?:[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252})|\[[0-9A-Fa-f:.]+\])$/.test(host)) return [];
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return [];
  const url = URL.parse(`${source.scheme}://${host}:${port}${source.path}`);
  if (url === null) return [];
  const priority = source.priority + rank;
  return [
    {
      url: url.href.replace(/\/$/, ''),
      weight: source.weight * share,
      ...(priority > 0 && { priority }),
      group: sourceName(source),
    },
  ];
}

/** Each URL once, in an order that does not depend on how it was found: else a new answer would look like a change. */
export function distinctTargets(targets: readonly TargetConfig[]): readonly TargetConfig[] {
  const byUrl = new Map(targets.map((one) => [one.url, one]));
  return [...byUrl.values()].sort((a, b) => (a.url < b.url ? -1 : 1)).slice(0, MOST_TARGETS);
}
