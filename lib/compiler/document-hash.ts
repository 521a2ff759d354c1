import { createHash } from 'node:crypto';
import type { ApiModel } from './api-model.ts';
import { authorizerConfig } from './authorizer-config.ts';
import { canonicalJson } from './canonical-json.ts';
import { inCanonicalOrder } from './canonical-order.ts';
import { type GatewayBindings, gatewayDocument } from './gateway-document/gateway-document.ts';
import { healthConfig } from './health-config.ts';
import { routerConfig } from './router-config.ts';
import { validationFiles } from './validation/validation-files.ts';

const BINDINGS: GatewayBindings = { routerUri: 'r', streamingRouterUri: 's', authorizerUri: 'a', usageUri: 'u' };

/**
 * Names what a document makes of a gateway, limits included: documents that differ in prose, tags and order alone have
 * the same one, on every machine.
 */
export function documentHash(model: ApiModel): string {
  const { info: _, ...served }: { readonly info?: unknown } = { ...gatewayDocument(model, BINDINGS) };
  const parts = [
    served,
    routerConfig(model),
    authorizerConfig(model),
    healthConfig(model),
    validationFiles(model),
    model.publicDocument,
    model.throttle,
    inCanonicalOrder(model.operations).map(({ throttle }) => throttle),
    [...model.plans].sort(({ name }, other) => (name < other.name ? -1 : 1)),
  ];
  const hash = createHash('sha256');
  for (const part of parts) hash.update(canonicalJson(part) ?? '').update('\0');
  return hash.digest('hex').slice(0, 16);
}
