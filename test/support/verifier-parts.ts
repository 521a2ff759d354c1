import { bindingCheck } from '../../lambdas/adapters/credentials/check-binding.ts';
import { createKeySets } from '../../lambdas/adapters/credentials/key-set.ts';
import type { StateRows } from '../../lambdas/adapters/credentials/state-rows.ts';
import type { VerifierParts } from '../../lambdas/adapters/credentials/verifier.ts';
import type { ResolveEndpoint } from '../../lambdas/adapters/endpoint-urls.ts';

/** What verifiers share where nothing is revoked, no table answers and no secret is to be had, but for what is given. */
export function verifierParts(resolve?: ResolveEndpoint, given: Partial<VerifierParts> = {}): VerifierParts {
  const absent = async () => {
    throw new Error('the test gave none');
  };
  const rows: StateRows = given.rows ?? { read: absent, readAll: absent, claim: absent };
  return {
    keySets: createKeySets(resolve),
    rows,
    secrets: { read: absent },
    revocations: { isRevoked: async () => false, warm: async () => undefined },
    checkBinding: bindingCheck(rows),
    ...given,
  };
}
