import type { BackendConfig, TargetConfig } from '../../../lambdas/core/router-config.ts';
import { UserError } from '../../errors.ts';
import type { Reading, ReadOperation } from '../reading.ts';
import { type BackendChoice, chooseBackend } from './choose-backend.ts';
import { serverUrl } from './server-url.ts';
import { targetUrl } from './target-url.ts';

export interface NamedBackend {
  readonly name: string;
  readonly backend: BackendConfig;
}

/** The backend of an operation; servers of OpenAPI, and targets in their place, make one that is named by its first URL. */
export function backendOf(operation: ReadOperation, reading: Reading): NamedBackend {
  const choice = chooseBackend(operation, reading);
  const declared = choice.kind === 'named' ? reading.backends.get(choice.name) : undefined;
  const targets = reading.options.backend?.map(replacementTarget);
  if (choice.kind === 'named' && declared !== undefined)
    return { name: choice.name, backend: targets === undefined ? declared : replaced(declared, targets) };
  if (targets !== undefined)
    return { name: targets[0]?.url ?? 'default', backend: { balance: 'least-latency', targets } };
  return serverBackend(choice);
}

function serverBackend(choice: BackendChoice): NamedBackend {
  const [first] = choice.kind === 'servers' && Array.isArray(choice.servers.value) ? choice.servers.value : [];
  const server = serverUrl(first);
  if (server.kind !== 'url') return { name: 'default', backend: { balance: 'least-latency', targets: [] } };
  return { name: server.url, backend: { balance: 'least-latency', targets: [{ url: server.url, weight: 1 }] } };
}

/** How the real targets are found and reached does not hold for those in their place. */
function replaced(declared: BackendConfig, targets: readonly TargetConfig[]): BackendConfig {
  const { sources: _sources, protocol: _protocol, tls: _tls, auth: _auth, ...rest } = declared;
  return { ...rest, targets };
}

function replacementTarget(text: string) {
  const target = targetUrl(text);
  if (target.kind === 'url') return { url: target.url, weight: 1 };
  throw new UserError('INVALID_OPTION', `backend "${text}" ${target.why}`);
}
