import type { CredentialRecord } from '../../core/authorization/credentials/credential-record.ts';
import { isCurrent } from '../../core/authorization/credentials/credential-record.ts';
import { parseUserPassword } from '../../core/authorization/credentials/parse-user-password.ts';
import { readAuthorization } from '../../core/authorization/credentials/read-authorization.ts';
import { nodeCrypto } from '../node-crypto.ts';
import { credentialOf, readCredential } from './credential-rows.ts';
import { isPassword, spendPassword } from './password-hash.ts';
import type { CredentialVerifier, VerifierParts } from './verifier.ts';

/** Passwords found right that are not hashed again: a hundred milliseconds that a client's every request would wait. */
const remembered = 1000;

/** Verifies user and password (RFC 7617) against a row, whose end or change counts with the next request. */
export function verifyBasic(name: string, { rows }: Pick<VerifierParts, 'rows'>): CredentialVerifier {
  const isRight = rememberRight();
  return {
    async verify({ multiValueHeaders }, now) {
      const authorization = readAuthorization(multiValueHeaders, ['basic']);
      if (authorization.kind === 'refused') return authorization;
      const given = parseUserPassword(authorization.value);
      if (given === undefined) return { kind: 'refused', reason: 'credential-malformed' };
      const record = await readCredential(rows, name, given.user);
      const right = await isRight(given.password, record, now);
      // One reason and one duration, whether the user or the password is wrong.
      return right ? credentialOf(name, record, now) : { kind: 'refused', reason: 'credential-unknown' };
    },
  };
}

function rememberRight() {
  const { createHmac, randomBytes } = nodeCrypto();
  const secret = randomBytes(32);
  const right = new Set<string>();
  return async (password: string, record: CredentialRecord | undefined, now: number): Promise<boolean> => {
    const current = (record?.passwords ?? []).filter(({ until }) => isCurrent(until, now));
    if (current.length === 0) {
      await spendPassword(password);
      return false;
    }
    for (const known of current) {
      const id = createHmac('sha256', secret).update(`${known.salt} ${known.hash} ${password}`).digest('base64url');
      if (right.has(id)) return true;
      if (!(await isPassword(password, known))) continue;
      if (right.size >= remembered) right.clear();
      right.add(id);
      return true;
    }
    return false;
  };
}
