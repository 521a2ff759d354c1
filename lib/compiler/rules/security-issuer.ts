import type { Rule } from '../reading.ts';
import { classifyScheme } from '../security/classify-scheme.ts';
import { resolveIssuer } from '../security/resolve-issuer.ts';
import { usedSchemes } from '../security/used-schemes.ts';

/** Decision 14: an issuer is needed, never guessed. */
export const securityIssuer: Rule = (reading, report) => {
  for (const scheme of usedSchemes(reading)) {
    if (classifyScheme(scheme.value).kind === 'token') resolveIssuer(scheme, reading.options, report);
  }
};
