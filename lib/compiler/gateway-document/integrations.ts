import type { Operation } from '../api-model.ts';
import type { GatewayBindings } from './gateway-bindings.ts';

/** Milliseconds: the longest that API Gateway streams. The router ends a slow response itself, and sooner. */
const STREAMING_TIMEOUT = 900_000;

/** Buffered ones keep API Gateway's own timeout of 29 s. */
export function proxyIntegration(operations: readonly Operation[], bindings: GatewayBindings): object {
  const streams = operations.some(({ stream }) => stream);
  const { routerUri, streamingRouterUri, usageUri } = bindings;
  if (operations.some(({ servedBy }) => servedBy === 'usage')) {
    if (usageUri === undefined) throw new Error('bug: usage is told, but no usageUri is bound');
    return { type: 'aws_proxy', httpMethod: 'POST', uri: usageUri };
  }
  if (!streams) return { type: 'aws_proxy', httpMethod: 'POST', uri: routerUri };
  if (streamingRouterUri === undefined)
    throw new Error('bug: an operation streams, but no streamingRouterUri is bound');
  return {
    type: 'aws_proxy',
    httpMethod: 'POST',
    uri: streamingRouterUri,
    responseTransferMode: 'STREAM',
    timeoutInMillis: STREAMING_TIMEOUT,
  };
}
