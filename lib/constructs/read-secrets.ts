import { Fn, Token } from 'aws-cdk-lib/core';
import type { AllowStatement } from './lambda-function.ts';

/**
 * What it takes to read secrets of Secrets Manager.
 * @param secrets names or ARNs
 * @param keys ARNs of the KMS keys that they are encrypted with, where those are not AWS's own
 */
export function readSecrets(secrets: readonly string[], keys: readonly string[]): readonly AllowStatement[] {
  if (secrets.length === 0) return [];
  const resources = [...new Set(secrets)].sort().map(secretArn);
  const read: AllowStatement = { Effect: 'Allow', Action: ['secretsmanager:GetSecretValue'], Resource: resources };
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
  secret.startsWith('arn:') || Token.isUnresolved(secret)
    ? secret
    : Fn.sub(`arn:\${AWS::Partition}:secretsmanager:\${AWS::Region}:\${AWS::AccountId}:secret:${secret}-??????`);
