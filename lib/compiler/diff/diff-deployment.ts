import type { ApiModel, Operation } from '../api-model.ts';
import { authorizerConfig } from '../authorizer-config.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { GatewayBindings } from '../gateway-document/gateway-bindings.ts';
import { gatewayDocument } from '../gateway-document/gateway-document.ts';
import { member } from '../plain-object.ts';
import { routerConfig } from '../router-config.ts';
import { shown } from '../shown.ts';

/** What a deploy of the new version does. */
export interface DeploymentChange {
  readonly what: 'gateway document' | 'router' | 'authorizer' | 'usage plan' | 'backend' | 'operation';
  readonly message: string;
  /** `METHOD /path` of those concerned. */
  readonly operations: readonly string[];
}

const BINDINGS: GatewayBindings = {
  routerUri: '',
  streamingRouterUri: '',
  authorizerUri: '',
  usageUri: '',
};

export function diffDeployment(base: ApiModel, next: ApiModel): readonly DeploymentChange[] {
  return [
    ...redeployed(base, next),
    ...named('usage plan', plansByName(base), plansByName(next), 'created', 'kept with its keys, no longer deployed'),
    ...named('backend', base.backends, next.backends, 'added', 'removed'),
    ...handling(base, next),
  ];
}

/** Whatever differs here is a new version of a function, or a new Deployment of the stage. */
function redeployed(base: ApiModel, next: ApiModel): readonly DeploymentChange[] {
  const parts = [
    ['gateway document', (model: ApiModel) => gatewayDocument(model, BINDINGS), 'a new Deployment of the stage'],
    ['router', routerConfig, 'a new version, with another configuration'],
    ['authorizer', authorizerConfig, 'a new version, with another configuration; no cached answer outlives it'],
  ] as const;
  return parts
    .filter(([, made]) => canonicalJson(made(base)) !== canonicalJson(made(next)))
    .map(([what, , message]) => ({ what, message, operations: [] }));
}

type ByName = Readonly<Record<string, unknown>>;

/** A plan that was renamed stays what it is. */
function plansByName({ plans }: ApiModel): ByName {
  return Object.fromEntries(plans.map(({ was, ...plan }) => [plan.name, plan]));
}

function named(
  what: DeploymentChange['what'],
  base: ByName,
  next: ByName,
  added: string,
  removed: string,
): readonly DeploymentChange[] {
  return namesOf(base, next).flatMap((name) => {
    const [was, is] = [member(base, name), member(next, name)];
    if (JSON.stringify(was) === JSON.stringify(is)) return [];
    if (was === undefined) return [{ what, message: `"${name}" ${added}`, operations: [] }];
    return [{ what, message: `"${name}" ${is === undefined ? removed : differences(was, is)}`, operations: [] }];
  });
}

const namesOf = (base: unknown, next: unknown): readonly string[] => [
  ...new Set([...Object.keys(base ?? {}), ...Object.keys(next ?? {})]),
];

/** What the router does with requests of an operation, key by key; the same one of several operations is one change. */
function handling(base: ApiModel, next: ApiModel): readonly DeploymentChange[] {
  const before = new Map(base.operations.map((operation) => [nameOf(operation), operation]));
  const byMessage = new Map<string, string[]>();
  for (const operation of next.operations) {
    const was = before.get(nameOf(operation));
    const message = was === undefined ? '' : differences(handled(was), handled(operation));
    if (message !== '') byMessage.set(message, [...(byMessage.get(message) ?? []), nameOf(operation)]);
  }
  return [...byMessage].map(([message, operations]) => ({ what: 'operation', message, operations }));
}

const nameOf = ({ method, path }: Operation): string => `${method} ${path}`;

function handled({ handling: { kind, ...own }, responseHeaders, stream, resource }: Operation): unknown {
  return { handling: kind, ...own, responseHeaders, stream, resource: resource.path };
}

function differences(base: unknown, next: unknown): string {
  const changed = namesOf(base, next).filter(
    (key) => JSON.stringify(member(base, key)) !== JSON.stringify(member(next, key)),
  );
  return changed.map((key) => `${key} ${text(member(base, key))} became ${text(member(next, key))}`).join(', ');
}

const text = (value: unknown): string => {
  if (value === undefined) return 'none';
  return typeof value === 'string' ? value : shown(value);
};
