import type { Level, Located } from '../dialects/normal-document.ts';
import { member } from '../plain-object.ts';
import type { Reading, ReadOperation } from '../reading.ts';

/** Where an operation's requests go. */
export type BackendChoice =
  /** A name in `x-gateway.backends`, which may not exist. */
  | { readonly kind: 'named'; readonly name: string }
  /** OpenAPI's own servers: the operation's, the path's or the document's. */
  | { readonly kind: 'servers'; readonly servers: Located }
  | { readonly kind: 'none' };

const DEPTH = { document: 0, path: 1, operation: 2 } as const satisfies Record<Level, number>;

/** The nearest of `x-gateway.backend` and `servers`; without either, the one backend there is. */
export function chooseBackend(operation: ReadOperation, { backends, document }: Reading): BackendChoice {
  const { policy, servers: own, layers } = operation;
  const namedAt = layers.findLast(({ value }) => typeof member(value, 'backend') === 'string')?.level ?? 'document';
  if (policy.backend !== undefined && DEPTH[namedAt] >= DEPTH[own?.level ?? 'document'])
    return { kind: 'named', name: policy.backend };
  const servers = own ?? document.servers;
  if (servers !== undefined) return { kind: 'servers', servers };
  const [only] = backends.keys();
  return only !== undefined && backends.size === 1 ? { kind: 'named', name: only } : { kind: 'none' };
}
