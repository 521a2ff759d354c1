/** EDGE: values of keys that nobody sends, from the secret that the authorizer derives them from as well. */
import { createSecretsClient, SecretUnavailable } from '../../lambdas/adapters/secrets-client.ts';
import { consumerKeyValue, planKeyValue } from '../../lambdas/adapters/token-plan-keys.ts';
import { UserError } from '../errors.ts';
import type { GatewayAccess } from './gateway-access.ts';
import type { IssueRequest } from './issue-key.ts';
import type { UsagePlan } from './usage-plans.ts';

/** Who is counted by it. */
export type CountedBy =
  /** One caller, as tokens name them (`iss`, `sub`); of another scheme, its name and the subject of its credential. */
  | { readonly issuer: string; readonly subject: string }
  /** All that have no key of their own. */
  | 'others';

export async function derivedKey(
  access: GatewayAccess,
  counted: CountedBy,
  plan: UsagePlan,
): Promise<NonNullable<IssueRequest['derived']>> {
  const secret = await readSecret(access);
  return counted === 'others'
    ? { value: planKeyValue(secret, plan.name), from: `callers without a key of their own, plan ${plan.name}` }
    : { value: consumerKeyValue(secret, counted), from: tagText(`${counted.subject} of ${counted.issuer}`) };
}

/** API Gateway takes letters, digits, blanks and some signs in a tag, 256 of them. */
const tagText = (text: string): string => text.replaceAll(/[^\p{L}\p{N} +\-=._:/@]/gu, '_').slice(0, 256);

async function readSecret({ planKeySecret, gateway, region, endpoint }: GatewayAccess): Promise<string> {
  if (planKeySecret === undefined)
    throw new UserError(
      'GATEWAY_NOT_FOUND',
      'this gateway counts nobody by a derived key: no operation lets another credential stand in for an API key, or it was deployed by an earlier version',
    );
  const { accessKeyId, secretAccessKey, sessionToken } = await gateway.config.credentials();
  const environment = {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoint ?? process.env.AWS_ENDPOINT_URL_SECRETS_MANAGER,
  };
  try {
    return (await createSecretsClient(environment).read(planKeySecret, Date.now())).text;
  } catch (cause) {
    if (!(cause instanceof SecretUnavailable)) throw cause;
    throw new UserError('AWS_REFUSED', `cannot read what keys are derived from: ${cause.message}`, { cause });
  }
}
