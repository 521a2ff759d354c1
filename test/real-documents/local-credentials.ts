import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { planKeyValue } from '../../lambdas/adapters/token-plan-keys.ts';
import type { SchemeConfig } from '../../lambdas/core/authorizer-config.ts';
import type { ApiModel, Operation } from '../../lib/compiler/api-model.ts';
import { addCredential } from '../../lib/credentials/change-credentials.ts';
import { credentialStore } from '../../lib/credentials/credential-store.ts';
import type { startLocalIssuer } from '../../lib/issuer/start-local-issuer.ts';
import { createApiKey } from '../../lib/keys/api-keys.ts';
import { accessGateway, type GatewayAccess } from '../../lib/keys/gateway-access.ts';
import { attachKey, findPlan } from '../../lib/keys/usage-plans.ts';
import type { startLocalGateway } from '../../lib/local/index.ts';

type Issuer = Awaited<ReturnType<typeof startLocalIssuer>>;
type Gateway = Awaited<ReturnType<typeof startLocalGateway>>;

/** What a request carries for one scheme. */
export interface Carried {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [string, string])[];
}

const NOTHING: Carried = { headers: {}, query: [] };

/**
 * Credentials of a model's own schemes, issued as an operator issues them: what the first alternative of an operation needs.
 * @param secrets the file of development secrets of the gateway
 */
export async function localCredentials(
  model: ApiModel,
  { gateway, issuer, secrets }: { readonly gateway: Gateway; readonly issuer: Issuer; readonly secrets: string },
): Promise<(operation: Operation) => Carried> {
  const access = await accessGateway({ endpoint: gateway.url });
  const scopes = [
    ...new Set(
      model.operations.flatMap(({ security }) => (security.requirements ?? []).flat()).flatMap((one) => one.scopes),
    ),
  ];
  const carried = new Map<string, Carried>();
  for (const [name, scheme] of Object.entries(model.schemes))
    carried.set(name, await issued(access, name, scheme, { scopes, issuer }));
  const secretName = gateway.variable('PLAN_KEY_SECRET');
  if (secretName !== undefined) await issueDefaultKey(access, model, secretName, secrets);
  return ({ security }) => {
    const [first = []] = security.requirements ?? [];
    const all = first.map(({ scheme }) => carried.get(scheme) ?? NOTHING);
    return {
      headers: Object.assign({}, ...all.map(({ headers }) => headers)),
      query: all.flatMap(({ query }) => query),
    };
  };
}

async function issued(
  access: GatewayAccess,
  name: string,
  scheme: SchemeConfig,
  { scopes, issuer }: { readonly scopes: readonly string[]; readonly issuer: Issuer },
): Promise<Carried> {
  const wanted = { scheme: name, subject: 'documents', scopes };
  switch (scheme.kind) {
    case 'jwt': {
      const [trusted] = scheme.issuers;
      const given = { subject: 'documents', scopes, lifetime: 3_600_000, audience: trusted?.audience ?? ['any'] };
      const token = await issuer.signToken({ ...given, issuer: trusted?.issuer ?? '' });
      return { ...NOTHING, headers: { authorization: `Bearer ${token}` } };
    }
    case 'basic': {
      const password = await addCredential(credentialStore(access), { ...wanted, kind: 'basic' });
      const text = Buffer.from(`documents:${password}`).toString('base64');
      return { ...NOTHING, headers: { authorization: `Basic ${text}` } };
    }
    case 'api-key': {
      const key = await addCredential(credentialStore(access), { ...wanted, kind: 'key' });
      if (key === undefined) throw new Error('a key was made');
      if (scheme.in === 'query') return { ...NOTHING, query: [[scheme.name, key]] };
      const [field, value] =
        scheme.in === 'cookie' ? ['cookie', `${scheme.name}=${key}`] : [scheme.name.toLowerCase(), key];
      return { ...NOTHING, headers: { [field]: value } };
    }
    default:
      return NOTHING;
  }
}

/** Of callers without a key: its value is derived from the stack's secret. */
async function issueDefaultKey(
  access: GatewayAccess,
  model: ApiModel,
  secretName: string,
  file: string,
): Promise<void> {
  const secret = randomBytes(32).toString('hex');
  await writeFile(file, JSON.stringify({ [secretName]: secret }));
  const plan = model.plans.find((one) => one.default)?.name ?? '';
  const draft = { consumer: 'callers without a key', description: '', tags: {}, value: planKeyValue(secret, plan) };
  const id = await createApiKey(access, draft);
  await attachKey(access, (await findPlan(access, plan)).id, id);
}
