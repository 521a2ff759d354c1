import { checkedLookup } from '../adapters/checked-address.ts';
import { connectionsTo } from '../adapters/connections.ts';
import { resolveEndpoint } from '../adapters/endpoint-urls.ts';
import { exchange, type Send } from '../adapters/http-exchange.ts';
import { type Origin, parseOrigin, type TlsMaterial } from '../adapters/origin.ts';
import { createSecretsClient, type SecretsClient, type SecretsEnvironment } from '../adapters/secrets-client.ts';
import { signedExchange } from '../adapters/signed-exchange.ts';
import type { HeaderField } from '../core/messages.ts';
import { distinctTargets } from '../core/outbound/discovered-targets.ts';
import type { OutboundConfig } from '../core/outbound-config.ts';
import type { TargetConfig } from '../core/router-config.ts';
import { authorization } from './authorization.ts';
import { createResolvers, type Resolvers, targetFinder } from './find-targets.ts';
import { tlsReader } from './tls-material.ts';

/** How the targets of a backend are reached just now. */
export interface Way {
  readonly targets: readonly TargetConfig[];
  /** By index of the targets; another array than before only where something has changed. */
  readonly origins: readonly Origin[];
  readonly send: Send;
  /** `Authorization`, or none. */
  readonly fields: readonly HeaderField[];
}

export interface WayFinder {
  /** Waits only for what was never known. Rejects with why there is no way, in words for the log. */
  current(now: number): Promise<Way>;
  /** Lets go of a token that a target refused. Returns whether another one will be asked for. */
  renew(now: number): boolean;
}

export type WaysEnvironment = SecretsEnvironment & Parameters<typeof createResolvers>[0];

export type ReachedBackend = OutboundConfig & { readonly targets: readonly TargetConfig[] };

/** Ways to the backends of a function, with one client for all their secrets. @param onFailure told of what could not be had or renewed */
export function openWays(
  environment: WaysEnvironment,
  onFailure: (failure: unknown) => void,
): (backend: ReachedBackend) => WayFinder {
  const secrets = createSecretsClient(environment, onFailure);
  const resolvers = createResolvers(environment);
  return (backend) => wayFinder(backend, { environment, secrets, resolvers, onFailure });
}

interface Tools {
  readonly environment: WaysEnvironment;
  readonly secrets: SecretsClient;
  readonly resolvers: Resolvers;
  readonly onFailure: (failure: unknown) => void;
}

function wayFinder(backend: ReachedBackend, tools: Tools): WayFinder {
  const { sources = [], tls } = backend;
  const finders = sources.map((source) => targetFinder(source, tools.resolvers, tools.onFailure));
  const find = () => finders.map((finder) => finder.known() ?? NONE);
  const isEnough = () => backend.targets.length > 0 || find().some(({ length }) => length > 0);
  const readTls = tlsReader(tls, tools.secrets);
  const own = authorization(backend.auth, tools.secrets, tools.onFailure);
  const sending = senderFor(backend, tools.environment);
  const origins = originKeeper(backend);
  return {
    async current(now) {
      const looks = finders.map((finder) => finder.look(now));
      const needed = looks.filter((_, index) => !finders[index]?.hasLooked() || !isEnough());
      for (const look of looks) look.catch(() => undefined);
      const found = await Promise.allSettled(needed);
      if (!isEnough()) throw noTarget(found);
      const [material, value, send] = await Promise.all([readTls(now), own.value(now), sending]);
      const fields: readonly HeaderField[] = value === undefined ? [] : [['Authorization', value]];
      return { ...origins(find(), material), send, fields };
    },
    renew: own.renew,
  };
}

const NONE: readonly TargetConfig[] = [];

function noTarget(found: readonly PromiseSettledResult<unknown>[]): Error {
  const [failure] = found.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  const { code, message } = (failure ?? {}) as NodeJS.ErrnoException;
  return new Error(failure === undefined ? 'no target is registered' : `targets not found: ${code ?? message}`);
}

/** Whatever is needed is loaded once, and before a request that waits for it is sent. */
async function senderFor({ protocol, auth }: OutboundConfig, environment: WaysEnvironment): Promise<Send> {
  const send = protocol === 'http2' ? await loadHttp2() : exchange;
  if (auth?.kind !== 'sigv4') return send;
  const { default: aws4 } = await import('aws4');
  return signedExchange(send, auth, { environment, sign: aws4.sign });
}

/** A server that stands in over plain http for one over https (`ENDPOINT_URLS`) is spoken to as servers on a developer's machine are. */
async function loadHttp2(): Promise<Send> {
  const { exchangeOverHttp2 } = await import('../adapters/http2-exchange.ts');
  return (wanted) => (wanted.origin.standsIn ? exchange(wanted) : exchangeOverHttp2(wanted));
}

type Reached = Pick<Way, 'targets' | 'origins'>;

/** Origins are kept, for connections are theirs; those that are not needed any more let go of them. */
function originKeeper({ targets, tls, protocol }: ReachedBackend) {
  const written = new Set(targets.map(({ url }) => url));
  let known: { readonly inputs: readonly unknown[]; readonly reached: Reached } | undefined;
  let byUrl: ReadonlyMap<string, Origin> = new Map();
  let material: TlsMaterial | undefined;
  const originOf = (url: string): Origin => {
    const isFound = !written.has(url) && resolveEndpoint(url) === url;
    return {
      ...parseOrigin(url),
      ...(material && { tls: material }),
      ...(tls?.serverName !== undefined && { serverName: tls.serverName }),
      ...(isFound && { lookup: checkedLookup }),
    };
  };
  return (lists: readonly (readonly TargetConfig[])[], read: TlsMaterial | undefined): Reached => {
    const inputs = [...lists, read];
    if (known !== undefined && inputs.every((input, index) => input === known?.inputs[index])) return known.reached;
    const all = lists.length === 0 ? targets : distinctTargets([...lists.flat(), ...targets]);
    const before = byUrl;
    const isSame = material === read;
    material = read;
    byUrl = new Map(all.map(({ url }) => [url, (isSame ? before.get(url) : undefined) ?? originOf(url)]));
    for (const [url, origin] of before) if (byUrl.get(url) !== origin) retire(origin, protocol);
    const made = all.map(({ url }) => byUrl.get(url)).filter((origin) => origin !== undefined);
    known = { inputs, reached: { targets: all, origins: made } };
    return known.reached;
  };
}

async function retire(origin: Origin, protocol: OutboundConfig['protocol']): Promise<void> {
  connectionsTo(origin).retire();
  if (protocol !== 'http2') return;
  const { sessionsTo } = await import('../adapters/http2-sessions.ts');
  sessionsTo(origin).retire();
}
