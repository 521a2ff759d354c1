import type { OperationSecurity } from '../api-model.ts';
import type { NormalDocument, NormalSecurity } from '../dialects/normal-document.ts';
import { classifyScheme } from './classify-scheme.ts';

/** What enforces an operation's security, given that the rules found it enforceable. */
export function operationSecurity(security: NormalSecurity, { securitySchemes }: NormalDocument): OperationSecurity {
  const isKey = (scheme: string) => classifyScheme(securitySchemes.get(scheme)?.value).kind === 'key';
  const needed = security.alternatives.filter((alternative) => alternative.length > 0);
  const requirements = needed.map((alternative) =>
    alternative.filter(({ scheme }) => !isKey(scheme)).map(({ scheme, scopes }) => ({ scheme, scopes })),
  );
  return {
    apiKey: needed.some((alternative) => alternative.some(({ scheme }) => isKey(scheme))),
    requirements: requirements.every((alternative) => alternative.length === 0) ? undefined : requirements,
  };
}
