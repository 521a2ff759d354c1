import { CfnPolicy } from 'aws-cdk-lib/aws-iam';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { Stack, Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

interface Acknowledged {
  /** Below the gateway. */
  readonly at: RegExp;
  readonly findings: readonly string[];
  readonly reason: string;
}

const FUNCTION = /^(?:\w+Router|Router|Authorizer|Health|Keys|Usage)/;

/** What cdk-nag's packs AwsSolutions and Serverless find in every gateway, each with why it is so; a test holds it complete. */
const ACKNOWLEDGED: readonly Acknowledged[] = [
  {
    at: new RegExp(`${FUNCTION.source}/Role$`),
    findings: ['AwsSolutions::AwsSolutions-IAM5[Resource::*]', 'Serverless::Serverless-LambdaStarPermissions'],
    reason: 'X-Ray knows no resources: xray:Put… is for all of them (Service Authorization Reference)',
  },
  {
    at: new RegExp(`${FUNCTION.source}/Resource$`),
    findings: ['Serverless::Serverless-LambdaDLQ'],
    reason:
      'requests wait for their answer; what runs by the minute runs again, a lost revalidation is asked for again',
  },
  {
    at: /Schedule$/,
    findings: ['Serverless::Serverless-EventBusDLQ'],
    reason: 'a run that was lost is made up by the next one, a minute later',
  },
  {
    at: /^RestApi$/,
    findings: ['AwsSolutions::AwsSolutions-APIG2'],
    reason:
      'the validators are in the OpenAPI body, where this rule does not look, and the router validates all of a request',
  },
  {
    at: /^Stage\/Resource$/,
    findings: ['AwsSolutions::AwsSolutions-APIG3'],
    reason: 'a web ACL is priced by itself and often shared: associate one with the property stageArn',
  },
  {
    at: /^Stage\/Resource$/,
    findings: ['Serverless::Serverless-APIGWDefaultThrottling'],
    reason:
      "limits are the document's to name, `throttle` of all operations or of one; without a word the account's hold",
  },
  {
    at: /^Tables\/Cache$/,
    findings: ['AwsSolutions::AwsSolutions-DDB3'],
    reason: 'stored responses are made again when they are lost',
  },
  {
    at: /^PlanKeySecret$/,
    findings: ['AwsSolutions::AwsSolutions-SMG4'],
    reason: 'another value makes other keys for every caller that is counted by one, and their use begins anew',
  },
  {
    at: /^ApiGatewayLogRole\/Role$/,
    findings: ['AwsSolutions::AwsSolutions-IAM5[Resource::*]'],
    reason: 'API Gateway logs for the whole account through it, into groups that do not exist yet',
  },
  {
    at: /^Keys\/Role$/,
    findings: ['tags', 'apikeys'].map(
      (path) => `AwsSolutions::AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:apigateway:<AWS::Region>::/${path}/*]`,
    ),
    reason: 'API keys are issued at run time, with ids that API Gateway gives',
  },
];

/** So that who runs cdk-nag over an app with a gateway in it reads reasons, not findings. */
export function acknowledgeFindings(gateway: Construct): void {
  for (const one of gateway.node.findAll()) {
    const path = one.node.path.slice(gateway.node.path.length + 1);
    for (const { at, findings, reason } of ACKNOWLEDGED) if (at.test(path)) acknowledge(one, findings, reason);
    if (CfnPolicy.isCfnPolicy(one) && one.node.id === 'InvokesItself') acknowledgeInvocation(one);
  }
}

/** The finding is named by the function. */
function acknowledgeInvocation(policy: CfnPolicy): void {
  const invoked = policy.node.scope?.node.tryFindChild('Resource');
  if (!CfnFunction.isCfnFunction(invoked)) throw new Error(`bug: ${policy.node.path} has no function beside it`);
  const name = Stack.of(policy).getLogicalId(invoked);
  const id = `AwsSolutions::AwsSolutions-IAM5[Resource::<${name}.Arn>:*]`;
  acknowledge(policy, [id], 'any version may hand work to itself, and to no other function');
}

/** As `Validations.acknowledge` notes it, but for the trace: it names folders of this machine in the assembly. */
function acknowledge(construct: Construct, findings: readonly string[], reason: string): void {
  const noted = Object.fromEntries(findings.map((id) => [id, reason]));
  construct.node.addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, noted);
}
