import type { UnplacedOperation } from './build-operation.ts';
import type { Reading } from './reading.ts';
import type { ApiSecurity } from './security/api-security.ts';

const POINTER = '/x-gateway/usage';

/** Of all callers together: API Gateway's control plane takes ten calls a second from an account. */
const THROTTLE = { rate: 5, burst: 10 };

/** Tells callers of their own key. Absent where no key of a usage plan is declared, which a rule says. */
export function usageOperation(reading: Reading, security: ApiSecurity): readonly UnplacedOperation[] {
  const scheme = keyScheme(reading, security);
  if (!reading.usage || scheme === undefined) return [];
  return [
    {
      id: 'GET /_gateway/usage',
      method: 'GET',
      path: '/_gateway/usage',
      tags: [],
      summary: 'plan, limits and use of the API key that asks',
      security: security.of({ alternatives: [[{ scheme, scopes: [], pointer: POINTER }]], pointer: POINTER }),
      parameters: [],
      // Another function's: the router never sees it.
      handling: { kind: 'mock', status: 500, headers: [], body: '' },
      servedBy: 'usage',
      responseHeaders: { set: [], remove: [] },
      stream: false,
      throttle: THROTTLE,
      pointer: POINTER,
    },
  ];
}

/** The document's name for keys of usage plans. */
export const keyScheme = ({ document }: Pick<Reading, 'document'>, { kindOf }: Pick<ApiSecurity, 'kindOf'>) =>
  [...document.securitySchemes.keys()].find((name) => kindOf(name) === 'plan-key');
