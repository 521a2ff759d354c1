import { describe, expect, it } from '@jest/globals';
import { verifyApiKey } from '../../lambdas/adapters/credentials/verify-api-key.ts';
import { verifyBasic } from '../../lambdas/adapters/credentials/verify-basic.ts';
import { verifyIntrospected } from '../../lambdas/adapters/credentials/verify-introspected.ts';
import { verifyJwt } from '../../lambdas/adapters/credentials/verify-jwt.ts';
import { verifyPlanKey } from '../../lambdas/adapters/credentials/verify-plan-key.ts';
import { verifySignature } from '../../lambdas/adapters/credentials/verify-signature.ts';
import { authorizerRequest } from '../support/authorizer-request.ts';
import { createTestKey } from '../support/test-key.ts';
import { verifierParts } from '../support/verifier-parts.ts';

/** In every place where a request may hold a secret. */
const canary = 'canary7f3a';
const now = 1_800_000_000_000;
const claims = { iss: 'https://id.example.com', sub: canary, exp: now / 1000 + 60, [canary]: canary };
const token = createTestKey('ES256', canary).signToken(claims);
const basic = Buffer.from(`${canary}:${canary}`).toString('base64');
const authorizations = [
  `Bearer ${token}`,
  `Bearer ${token}=`,
  `Bearer ${canary}`,
  `Basic ${basic}`,
  `DPoP ${token}`,
  `${canary} ${canary}`,
];
const issuer = { issuer: 'https://id.example.com', audience: null, algorithms: ['ES256'] };
const nowhere = () => 'http://127.0.0.1:1/';
const parts = verifierParts(nowhere);
const introspection = {
  kind: 'introspection',
  url: 'https://id.example.com/i',
  audience: null,
  secret: 's',
} as const;
const verifiers = [
  verifyJwt({ kind: 'jwt', issuers: [{ ...issuer, jwksUrl: 'https://id.example.com/jwks' }] }, parts),
  verifyJwt({ kind: 'jwt', issuers: [{ ...issuer, jwksUrl: 'https://id.example.com/jwks' }], bound: 'any' }, parts),
  verifyIntrospected(
    introspection,
    { ...parts, secrets: { read: async () => ({ text: canary, version: '1' }) } },
    nowhere,
  ),
  verifyIntrospected(
    introspection,
    {
      ...parts,
      secrets: { read: async () => ({ text: `{"clientId":"${canary}","clientSecret":"${canary}"}`, version: '1' }) },
    },
    nowhere,
  ),
  verifyBasic('basic', parts),
  verifyApiKey('key', { kind: 'api-key', in: 'header', name: 'x-key' }, parts),
  verifyPlanKey('plan', parts),
  verifySignature('signed', { kind: 'signature' }, parts),
];

describe('a secret of a request', () => {
  it.each(authorizations)('is in no refusal and in no error: %s', async (authorization) => {
    const request = authorizerRequest({
      multiValueHeaders: {
        Authorization: [authorization],
        DPoP: [token],
        'x-key': [canary],
        'x-api-key': [canary],
        Signature: [`sig=:${Buffer.from(canary).toString('base64')}:`],
        'Signature-Input': [
          `sig=("@method" "@authority" "@path");created=${now / 1000};keyid="${canary}";nonce="${canary}"`,
        ],
      },
    });
    for (const verifier of verifiers) {
      const said = await verifier.verify(request, now).then(JSON.stringify, (error: Error) => {
        const { message, stack, cause } = error;
        return JSON.stringify({ message, stack, cause: String(cause) });
      });
      expect(said).not.toContain(canary);
      for (const part of token.split('.')) expect(said).not.toContain(part);
      expect(said).not.toContain(basic);
    }
  });
});
