/** EDGE: reads which API and which Deployment a stack holds. */
import {
  type CloudFormationClient,
  DescribeStacksCommand,
  paginateListStackResources,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { askAws } from '../../aws/ask-aws.ts';
import { awsFailure } from '../../aws/aws-failure.ts';
import { UserError } from '../../errors.ts';
import type { DeployedStack } from './deployed-stage.ts';
import type { StageOptions } from './deployment-options.ts';

export interface StackOfApi {
  readonly restApiId: string;
  readonly stack: DeployedStack;
}

export async function readStack(client: CloudFormationClient, options: StageOptions): Promise<StackOfApi> {
  const name = options.stack ?? `Gatewright-${options.stage.replaceAll(/[^A-Za-z0-9-]/g, '-')}`;
  const status = await readStatus(client, name);
  const resources = await askAws(`read the stack ${name}`, () => readResources(client, name));
  const ofType = (type: string) =>
    resources.flatMap(({ ResourceType, PhysicalResourceId: id }) => (ResourceType === type && id ? [id] : []));
  const [restApiId, ...others] = ofType('AWS::ApiGateway::RestApi');
  if (restApiId === undefined || others.length > 0) {
    const found = restApiId === undefined ? 'no REST API' : `${others.length + 1} REST APIs`;
    throw new UserError('NOTHING_DEPLOYED', `the stack ${name} holds ${found}, expected one: name it with --api`);
  }
  return {
    restApiId,
    stack: {
      name,
      status,
      deploymentId: ofType('AWS::ApiGateway::Deployment').at(-1),
      // arn:aws:lambda:REGION:ACCOUNT:function:NAME:VERSION
      versions: ofType('AWS::Lambda::Version').map((arn) => arn.split(':').slice(-2).join(':')),
    },
  };
}

async function readStatus(client: CloudFormationClient, name: string): Promise<string> {
  try {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
    return stack?.StackStatus ?? '';
  } catch (error) {
    if (!(error instanceof Error && /does not exist/.test(error.message)))
      throw awsFailure(`read the stack ${name}`, error);
    const advice = 'name another with --stack, the API with --api, or check --region and the account';
    throw new UserError('NOTHING_DEPLOYED', `there is no stack ${name}: ${advice}`, { cause: error });
  }
}

/** Retained ones that the template no longer has are not among them. */
async function readResources(
  client: CloudFormationClient,
  StackName: string,
): Promise<readonly StackResourceSummary[]> {
  const resources: StackResourceSummary[] = [];
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName }))
    resources.push(...StackResourceSummaries);
  return resources.filter(({ ResourceStatus = '' }) => !ResourceStatus.startsWith('DELETE_'));
}
