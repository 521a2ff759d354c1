import type { LambdaFunction } from '../assembly/assembly.ts';

/** Environment variables of an execution environment: those that Lambda reserves are the strongest, as there. */
export function lambdaVariables(
  lambda: LambdaFunction,
  taskRoot: string,
  environment: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const region = lambda.arn.split(':')[3] ?? '';
  return {
    ...CREDENTIALS,
    ...UNRESERVED,
    ...lambda.environment,
    ...environment,
    _HANDLER: lambda.handler,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${lambda.runtime}`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(lambda.memorySize),
    AWS_LAMBDA_FUNCTION_NAME: lambda.name,
    AWS_LAMBDA_FUNCTION_VERSION: lambda.version,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: lambda.logGroupName,
    AWS_LAMBDA_LOG_STREAM_NAME: LOG_STREAM,
    AWS_REGION: region,
    LAMBDA_TASK_ROOT: taskRoot,
  };
}

export const LOG_STREAM = 'local';

/** A function's own values replace them (Lambda developer guide, "Defined runtime environment variables"). */
const UNRESERVED = { LANG: 'en_US.UTF-8', PATH: '/usr/local/bin:/usr/bin:/bin', TZ: ':UTC' };

/** Nothing that AWS would take: a function that reaches past this machine is refused there. */
const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_SESSION_TOKEN: 'local' };
