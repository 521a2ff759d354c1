/** The peer of the authorizer: what one writes with aws-jwt-verify, for the same tokens and the same answer. */
import { JwtVerifier } from 'aws-jwt-verify';

const { ISSUER, AUDIENCE, JWKS_URI, SCOPE } = process.env;
const verifier = JwtVerifier.create({ issuer: ISSUER, audience: AUDIENCE, jwksUri: JWKS_URI });

export async function handler({ methodArn, multiValueHeaders }) {
  const [line = ''] = multiValueHeaders.Authorization ?? [];
  const { sub, scope } = await verifier.verify(line.replace(/^Bearer /, ''), { scope: SCOPE });
  return {
    principalId: sub,
    policyDocument: {
      Version: '2012-10-17',
      Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: methodArn }],
    },
    context: { subject: sub, scopes: scope },
  };
}
