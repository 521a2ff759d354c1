import type { Rule } from '../reading.ts';
import { amazonExtensions } from './amazon-extensions.ts';
import { backendExists } from './backend-exists.ts';
import { cacheMethod } from './cache-method.ts';
import { corsAgrees } from './cors-agrees.ts';
import { documentHasOperations } from './document-has-operations.ts';
import { methodSupported } from './method-supported.ts';
import { mockExample } from './mock-example.ts';
import { operationIdUnique } from './operation-id-unique.ts';
import { parameterName } from './parameter-name.ts';
import { pathParametersDeclared } from './path-parameters-declared.ts';
import { pathTemplate } from './path-template.ts';
import { planOperationExists } from './plan-operation-exists.ts';
import { plansAndKeys } from './plans-and-keys.ts';
import { requestNotValidated } from './request-not-validated.ts';
import { reservedPath } from './reserved-path.ts';
import { rewriteVariables } from './rewrite-variables.ts';
import { securityAlternatives } from './security-alternatives.ts';
import { securityIssuer } from './security-issuer.ts';
import { securitySchemeExists } from './security-scheme-exists.ts';
import { securitySchemeSupported } from './security-scheme-supported.ts';
import { serverAbsolute } from './server-absolute.ts';
import { throttleTakenAway } from './throttle-taken-away.ts';
import { throttleWithinPlan } from './throttle-within-plan.ts';
import { timeoutWithinGateway } from './timeout-within-gateway.ts';

/** Their order does not matter: problems are sorted by place. */
export const RULES: readonly Rule[] = [
  amazonExtensions,
  backendExists,
  cacheMethod,
  corsAgrees,
  documentHasOperations,
  methodSupported,
  mockExample,
  operationIdUnique,
  parameterName,
  pathParametersDeclared,
  pathTemplate,
  planOperationExists,
  plansAndKeys,
  requestNotValidated,
  reservedPath,
  rewriteVariables,
  securityAlternatives,
  securityIssuer,
  securitySchemeExists,
  securitySchemeSupported,
  serverAbsolute,
  throttleTakenAway,
  throttleWithinPlan,
  timeoutWithinGateway,
];
