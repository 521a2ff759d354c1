import type { ProxyHandling } from '../../lambdas/core/router-config.ts';
import type { OperationDescription } from '../../lambdas/core/validation/operation-description.ts';
import type { Operation, Parameter } from './api-model.ts';
import { backendOf } from './backends/backend-of.ts';
import type { NormalParameter } from './dialects/normal-document.ts';
import { exampleResponse } from './example-response.ts';
import { isServedParameter } from './is-served-parameter.ts';
import { isObject, member } from './plain-object.ts';
import type { Reading, ReadOperation } from './reading.ts';
import type { ApiSecurity } from './security/api-security.ts';
import { TIMEOUTS } from './timeouts.ts';

/** An operation before API Gateway's resources are shared out. */
export type UnplacedOperation = Omit<Operation, 'resource'>;

export function buildOperation(
  operation: ReadOperation,
  reading: Reading,
  security: ApiSecurity,
  description?: OperationDescription,
): UnplacedOperation {
  const { id, method, path, tags, summary, pointer, policy } = operation;
  const throttle = ownThrottle(operation);
  const handling = mockHandling(operation, reading) ?? proxyHandling(operation, reading);
  return {
    id,
    method,
    path,
    tags,
    summary,
    security: security.of(operation.security),
    parameters: operation.parameters.flatMap((parameter) => modelParameter(parameter, path)),
    handling,
    responseHeaders: policy.headers.response,
    stream: policy.stream && handling.kind === 'proxy',
    ...(policy.cors !== undefined && { cors: corsPolicy(policy.cors) }),
    ...(throttle !== undefined && { throttle }),
    ...(policy.limit !== undefined && { limit: policy.limit }),
    ...(description !== undefined && { description, validate: policy.validate }),
    pointer,
  };
}

function mockHandling({ policy, value, pointer }: ReadOperation, { document }: Reading) {
  if (policy.mock !== 'example') return policy.mock;
  return exampleResponse(document.root, { value, pointer }, () => undefined);
}

function proxyHandling(operation: ReadOperation, reading: Reading): ProxyHandling {
  const { method, path, policy } = operation;
  const timeout = policy.timeout ?? (policy.stream ? TIMEOUTS.streamed : TIMEOUTS.buffered).default;
  const cached = policy.cache?.methods.includes(method) && !policy.stream ? policy.cache.policy : undefined;
  return {
    kind: 'proxy',
    backend: backendOf(operation, reading).name,
    targetPath: policy.path ?? path,
    timeout,
    requestHeaders: policy.headers.request,
    ...(policy.identity.length > 0 && { identityHeaders: policy.identity }),
    ...(cached && { cache: cached }),
    ...(policy.retries !== undefined && { retries: policy.retries }),
    ...(policy.hedge !== undefined && { hedge: policy.hedge }),
  };
}

const corsPolicy = ({ origins, exposeHeaders, credentials }: NonNullable<ReadOperation['policy']['cors']>) => ({
  origins,
  exposeHeaders,
  credentials,
});

/** The document's own is the stage's. */
export function ownThrottle({ layers, policy }: ReadOperation) {
  const own = layers.some(({ level, value }) => level !== 'document' && isObject(member(value, 'throttle')));
  return own ? policy.throttle : undefined;
}

function modelParameter(parameter: NormalParameter, path: string): readonly Parameter[] {
  const { name, in: place, required, isSpread, example } = parameter;
  if (place === 'cookie' || !isServedParameter(parameter, path)) return [];
  return [{ name, in: place, required: required && !isSpread, ...(example !== undefined && { example }) }];
}
