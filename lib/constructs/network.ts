import type { ISecurityGroup, IVpc, SubnetSelection } from 'aws-cdk-lib/aws-ec2';
import { CfnResource } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { AllowStatement } from './lambda-function.ts';

export interface NetworkProps {
  readonly vpc?: IVpc;
  readonly subnets?: SubnetSelection;
  readonly securityGroups?: readonly ISecurityGroup[];
}

/** Where functions are that reach private targets. */
export interface Network {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

/** Throws where subnets or security groups are named without the VPC that they are in. */
export function network(scope: Construct, { vpc, subnets, securityGroups }: NetworkProps): Network | undefined {
  if (vpc === undefined) {
    if (subnets === undefined && securityGroups === undefined) return undefined;
    throw new Error('subnets and securityGroups need the vpc that they are in: give vpc as well, or neither of them');
  }
  const { subnetIds } = vpc.selectSubnets(subnets);
  const given = securityGroups?.map(({ securityGroupId }) => securityGroupId);
  return { subnetIds, securityGroupIds: given ?? [ownSecurityGroup(scope, vpc)] };
}

/** Not `CfnSecurityGroup`: all of `aws-ec2` would be loaded for it, at each synth. */
function ownSecurityGroup(scope: Construct, { vpcId }: IVpc): string {
  const group = new CfnResource(scope, 'SecurityGroup', {
    type: 'AWS::EC2::SecurityGroup',
    properties: {
      GroupDescription: 'Functions of the gateway: they call targets, and nobody calls them',
      VpcId: vpcId,
      SecurityGroupEgress: [{ CidrIp: '0.0.0.0/0', IpProtocol: '-1', Description: 'Targets and AWS services' }],
    },
  });
  return group.getAtt('GroupId').toString();
}

/** What Lambda does to put a function into a VPC (developer guide, "Required IAM permissions" of VPC access). */
const INTERFACE_ACTIONS = [
  'ec2:AssignPrivateIpAddresses',
  'ec2:CreateNetworkInterface',
  'ec2:DeleteNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:UnassignPrivateIpAddresses',
];

/** On any resource: Lambda asks before there is an interface, and describing knows none. */
export const interfaceStatement: AllowStatement = {
  Effect: 'Allow',
  Action: INTERFACE_ACTIONS,
  Resource: ['*'],
};

/** Lambda itself needs those rights, with the function's role; the function's code does not (the same page). */
export const interfaceDenial = (functionArn: string) => ({
  Effect: 'Deny',
  Action: INTERFACE_ACTIONS,
  Resource: '*',
  Condition: { ArnEquals: { 'lambda:SourceFunctionArn': functionArn } },
});
