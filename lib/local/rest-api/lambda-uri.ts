const LAMBDA_URI =
  /^arn:[\w-]+:apigateway:[\w-]+:lambda:path\/\/?\d{4}-\d{2}-\d{2}\/functions\/(arn:[^/]+)\/(invocations|response-streaming-invocations)$/;

/** The function that an integration's or authorizer's uri names; `undefined` when it names none. */
export function lambdaUri(uri: string): { readonly functionArn: string; readonly streaming: boolean } | undefined {
  const match = LAMBDA_URI.exec(uri);
  if (match?.[1] === undefined) return undefined;
  return { functionArn: match[1], streaming: match[2] === 'response-streaming-invocations' };
}

/** A function's ARN without the version or alias behind it. */
export function unqualifiedArn(arn: string): string {
  return arn.split(':').slice(0, 7).join(':');
}
