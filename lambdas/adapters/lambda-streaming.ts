export type LambdaStreaming = typeof awslambda;

/** A global of Lambda's own runtime for Node.js; undefined where there is none, or an older one. */
export const lambdaStreaming: LambdaStreaming | undefined = typeof awslambda === 'undefined' ? undefined : awslambda;
