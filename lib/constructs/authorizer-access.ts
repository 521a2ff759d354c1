import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { CfnOutput, type RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { AuthorizerConfig, SchemeConfig } from '../../lambdas/core/authorizer-config.ts';
import type { AllowStatement, LambdaFunctionProps } from './lambda-function.ts';
import type { OutboundRights } from './outbound-statements.ts';
import { readSecrets } from './read-secrets.ts';
import type { Tables } from './tables.ts';

export interface AuthorizerAccessProps {
  readonly tables: Tables;
  /** KMS keys of secrets. */
  readonly outbound: Pick<OutboundRights, 'secretKeys'>;
  readonly removalPolicy: RemovalPolicy;
}

type Access = Pick<LambdaFunctionProps, 'environment' | 'grants' | 'statements'>;

export interface AuthorizerAccess {
  readonly access: Access;
  /** Its ARN; absent where no caller is counted by a derived key. */
  readonly planKeySecret: string | undefined;
}

/** What the authorizer of a config may read, and what it may write: no more than its schemes need. */
export function authorizerAccess(
  scope: Construct,
  config: AuthorizerConfig,
  { tables, outbound, removalPolicy }: AuthorizerAccessProps,
): AuthorizerAccess {
  const schemes = Object.values(config.schemes);
  const { state } = tables;
  const planKeySecret = config.defaultPlan === undefined ? undefined : planKeySecretOf(scope, removalPolicy);
  const secrets = schemes.flatMap((scheme) =>
    'secret' in scheme && scheme.secret !== undefined ? [scheme.secret] : [],
  );
  const access = {
    environment: { STATE_TABLE: state.ref, ...(planKeySecret !== undefined && { PLAN_KEY_SECRET: planKeySecret }) },
    // Revocations, keys, credentials.
    grants: [{ table: state, actions: ['dynamodb:BatchGetItem', 'dynamodb:GetItem'] }],
    statements: [
      ...(schemes.some(isUsedOnce) ? [claiming(state.attrArn)] : []),
      ...readSecrets([...secrets, ...(planKeySecret === undefined ? [] : [planKeySecret])], outbound.secretKeys),
    ],
  } as const;
  return { access, planKeySecret };
}

/**
 * What the keys of callers without one are derived from (`token-plan-keys.ts`). Another value would be other keys, so it is kept
 * whatever becomes of the stack, and never rotated.
 */
function planKeySecretOf(scope: Construct, removalPolicy: RemovalPolicy): string {
  const secret = new CfnSecret(scope, 'PlanKeySecret', {
    description: 'Derives the usage-plan keys of callers that send none; another value makes other keys',
    generateSecretString: { passwordLength: 64, excludePunctuation: true },
  });
  secret.applyRemovalPolicy(removalPolicy);
  new CfnOutput(scope, 'PlanKeySecretArn', { value: secret.ref });
  return secret.ref;
}

/** Where a proof counts once: DPoP's and those of HTTP message signatures. */
const isUsedOnce = (scheme: SchemeConfig): boolean =>
  scheme.kind === 'signature' || ('bound' in scheme && (scheme.bound === 'dpop' || scheme.bound === 'any'));

/** Rows of what was used once, and no others. */
const claiming = (table: string): AllowStatement => ({
  Effect: 'Allow',
  Action: ['dynamodb:PutItem'],
  Resource: [table],
  Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['replay#*'] } },
});
