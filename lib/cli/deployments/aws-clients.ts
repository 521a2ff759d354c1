/** EDGE: AWS's control planes, as an operator's machine is set up for them. */
import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { clientSettings } from '../../aws/client-settings.ts';
import type { StageOptions } from './deployment-options.ts';

export interface AwsClients {
  readonly apiGateway: APIGatewayClient;
  readonly cloudFormation: CloudFormationClient;
  readonly lambda: LambdaClient;
}

export function awsClients(options: StageOptions): AwsClients {
  const settings = {
    ...clientSettings(options),
    // API Gateway takes one change of a Deployment in five seconds, for the whole account.
    maxAttempts: 8,
  };
  return {
    apiGateway: new APIGatewayClient(settings),
    cloudFormation: new CloudFormationClient(settings),
    lambda: new LambdaClient(settings),
  };
}
