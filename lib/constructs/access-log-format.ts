/**
 * One JSON object per request. No query and no field of the request but the caller's address: those may hold secrets,
 * and API Gateway puts values between the quotes as they are. `extendedRequestId` is the one that a client cannot set.
 */
export const accessLogFormat = JSON.stringify({
  time: '$context.requestTimeEpoch',
  requestId: '$context.requestId',
  extendedRequestId: '$context.extendedRequestId',
  traceId: '$context.xrayTraceId',
  sourceIp: '$context.identity.sourceIp',
  apiKeyId: '$context.identity.apiKeyId',
  principal: '$context.authorizer.principalId',
  // Told by the authorizer, where it was asked; an operation is its method and resource in any case.
  consumer: '$context.authorizer.consumer',
  plan: '$context.authorizer.plan',
  operation: '$context.authorizer.operation',
  method: '$context.httpMethod',
  path: '$context.path',
  resource: '$context.resourcePath',
  status: '$context.status',
  responseBytes: '$context.responseLength',
  latency: '$context.responseLatency',
  integrationLatency: '$context.integration.latency',
  integrationStatus: '$context.integration.status',
  authorizerLatency: '$context.authorizer.latency',
  authorizerStatus: '$context.authorizer.status',
  error: '$context.error.responseType',
});
