import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Fn } from 'aws-cdk-lib/core';
import { type OutboundConfig, secretsOf } from '../../lambdas/core/outbound-config.ts';
import type { AllowStatement } from './lambda-function.ts';

export interface OutboundRights {
  readonly backends: readonly OutboundConfig[];
  /** ARNs of the KMS keys that secrets are encrypted with. */
  readonly secretKeys: readonly string[];
  readonly targetPermissions: readonly PolicyStatement[];
}

/** What a function may do to find and reach the targets of backends: no more than they ask for. */
export function outboundStatements({
  backends,
  secretKeys,
  targetPermissions,
}: OutboundRights): readonly AllowStatement[] {
  const secrets = [...new Set(backends.flatMap(secretsOf))].sort().map(secretArn);
  const services = backends.flatMap(({ sources = [] }) =>
    sources.flatMap((one) => (one.kind === 'cloud-map' ? [one] : [])),
  );
  const signs = backends.some(({ auth }) => auth?.kind === 'sigv4');
  return [
    ...(secrets.length > 0 ? readSecrets(secrets, secretKeys) : []),
    ...services.map(({ namespace, service }) => discover(namespace, service)),
    // As the user has them from CDK.
    ...(signs ? targetPermissions.map((statement): AllowStatement => statement.toStatementJson()) : []),
  ];
}

function readSecrets(secrets: readonly string[], keys: readonly string[]): readonly AllowStatement[] {
  const read: AllowStatement = { Effect: 'Allow', Action: ['secretsmanager:GetSecretValue'], Resource: secrets };
  if (keys.length === 0) return [read];
  const service = Fn.sub('secretsmanager.${AWS::Region}.amazonaws.com');
  const decrypt: AllowStatement = {
    Effect: 'Allow',
    Action: ['kms:Decrypt'],
    Resource: keys,
    Condition: { StringEquals: { 'kms:ViaService': service } },
  };
  return [read, decrypt];
}

/** Secrets Manager adds six characters to a name (its user guide, "Grant access by name"): a longer name is not covered. */
const secretArn = (secret: string): string =>
  secret.startsWith('arn:')
    ? secret
    : Fn.sub(`arn:\${AWS::Partition}:secretsmanager:\${AWS::Region}:\${AWS::AccountId}:secret:${secret}-??????`);

/** It knows no resources, but these conditions (Service Authorization Reference, "AWS Cloud Map"). */
const discover = (namespace: string, service: string): AllowStatement => ({
  Effect: 'Allow',
  Action: ['servicediscovery:DiscoverInstances'],
  Resource: ['*'],
  Condition: {
    StringEquals: { 'servicediscovery:NamespaceName': namespace, 'servicediscovery:ServiceName': service },
  },
});
