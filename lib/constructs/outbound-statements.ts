import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type OutboundConfig, secretsOf } from '../../lambdas/core/outbound-config.ts';
import type { AllowStatement } from './lambda-function.ts';
import { readSecrets } from './read-secrets.ts';

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
  const secrets = backends.flatMap(secretsOf);
  const services = backends.flatMap(({ sources = [] }) =>
    sources.flatMap((one) => (one.kind === 'cloud-map' ? [one] : [])),
  );
  const signs = backends.some(({ auth }) => auth?.kind === 'sigv4');
  return [
    ...readSecrets(secrets, secretKeys),
    ...services.map(({ namespace, service }) => discover(namespace, service)),
    // As the user has them from CDK.
    ...(signs ? targetPermissions.map((statement): AllowStatement => statement.toStatementJson()) : []),
  ];
}

/** It knows no resources, but these conditions (Service Authorization Reference, "AWS Cloud Map"). */
const discover = (namespace: string, service: string): AllowStatement => ({
  Effect: 'Allow',
  Action: ['servicediscovery:DiscoverInstances'],
  Resource: ['*'],
  Condition: {
    StringEquals: { 'servicediscovery:NamespaceName': namespace, 'servicediscovery:ServiceName': service },
  },
});
