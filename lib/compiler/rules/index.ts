import { amazonExtensions } from './amazon-extensions.ts';
import { backendExists } from './backend-exists.ts';
import { cacheCaller } from './cache-caller.ts';
import { cacheMethod } from './cache-method.ts';
import { cacheNames } from './cache-names.ts';
import { cacheStreamed } from './cache-streamed.ts';
import { corsAgrees } from './cors-agrees.ts';
import { credentialsInClear } from './credentials-in-clear.ts';
import { documentHasOperations } from './document-has-operations.ts';
import { methodSupported } from './method-supported.ts';
import { mockExample } from './mock-example.ts';
import { mockSize } from './mock-size.ts';
import { mutualTls } from './mutual-tls.ts';
import { operationIdUnique } from './operation-id-unique.ts';
import { parameterName } from './parameter-name.ts';
import { pathColon } from './path-colon.ts';
import { pathParametersDeclared } from './path-parameters-declared.ts';
import { pathTemplate } from './path-template.ts';
import { planCount } from './plan-count.ts';
import { planDefault } from './plan-default.ts';
import { planOperationExists } from './plan-operation-exists.ts';
import { planThrottles } from './plan-throttles.ts';
import { plansAndKeys } from './plans-and-keys.ts';
import { requestSize } from './request-size.ts';
import { reservedPath } from './reserved-path.ts';
import { rewriteVariables } from './rewrite-variables.ts';
import { securityAlternatives } from './security-alternatives.ts';
import { securityCaching } from './security-caching.ts';
import { securityIssuer } from './security-issuer.ts';
import { securitySchemeExists } from './security-scheme-exists.ts';
import { securitySchemeSupported } from './security-scheme-supported.ts';
import { serverAbsolute } from './server-absolute.ts';
import { configSize } from './stages/config-size.ts';
import { documentShape } from './stages/document-shape.ts';
import { documentSize } from './stages/document-size.ts';
import { documentSyntax } from './stages/document-syntax.ts';
import { knownKeys } from './stages/known-keys.ts';
import { modelsLeftOut } from './stages/models-left-out.ts';
import { openapiVersion } from './stages/openapi-version.ts';
import { overlayAction } from './stages/overlay-action.ts';
import { overlaySecurity } from './stages/overlay-security.ts';
import { overlayTarget } from './stages/overlay-target.ts';
import { pathAmbiguous } from './stages/path-ambiguous.ts';
import { pathFragment } from './stages/path-fragment.ts';
import { referenceExists } from './stages/reference-exists.ts';
import { referenceFile } from './stages/reference-file.ts';
import { referenceSiblings } from './stages/reference-siblings.ts';
import { requestNotValidated } from './stages/request-not-validated.ts';
import { resourceFolded } from './stages/resource-folded.ts';
import { resourceLoosened } from './stages/resource-loosened.ts';
import { resourceOrder } from './stages/resource-order.ts';
import { resourceQuota } from './stages/resource-quota.ts';
import { resourceShared } from './stages/resource-shared.ts';
import { schemaDialect } from './stages/schema-dialect.ts';
import { schemaKeyword } from './stages/schema-keyword.ts';
import { schemaReading } from './stages/schema-reading.ts';
import { swaggerReading } from './stages/swagger-reading.ts';
import { throttleNotKept } from './stages/throttle-not-kept.ts';
import { webhooksLeftOut } from './stages/webhooks-left-out.ts';
import { xGateway } from './stages/x-gateway.ts';
import { throttleTakenAway } from './throttle-taken-away.ts';
import { throttleWithinPlan } from './throttle-within-plan.ts';
import { timeoutWithinGateway } from './timeout-within-gateway.ts';

/** Those that look at a document once it is read. Their order does not matter: problems are sorted by place. */
export const CHECKED_RULES = [
  amazonExtensions,
  backendExists,
  cacheCaller,
  cacheMethod,
  cacheNames,
  cacheStreamed,
  corsAgrees,
  credentialsInClear,
  documentHasOperations,
  methodSupported,
  mockExample,
  mockSize,
  mutualTls,
  planDefault,
  securityCaching,
  operationIdUnique,
  parameterName,
  pathColon,
  pathParametersDeclared,
  pathTemplate,
  planCount,
  planOperationExists,
  planThrottles,
  plansAndKeys,
  requestSize,
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
] as const;

/** Those that a stage of the compiler reports while it reads the document or builds from it. */
const STAGE_RULES = [
  configSize,
  documentShape,
  documentSize,
  documentSyntax,
  knownKeys,
  modelsLeftOut,
  openapiVersion,
  overlayAction,
  overlaySecurity,
  overlayTarget,
  pathAmbiguous,
  pathFragment,
  referenceExists,
  referenceFile,
  referenceSiblings,
  requestNotValidated,
  resourceFolded,
  resourceLoosened,
  resourceOrder,
  resourceQuota,
  resourceShared,
  schemaDialect,
  schemaKeyword,
  schemaReading,
  swaggerReading,
  throttleNotKept,
  webhooksLeftOut,
  xGateway,
] as const;

/** Every rule that a problem can name: a name that is not here is a type error where it is reported. */
export const RULES = [...CHECKED_RULES, ...STAGE_RULES] as const;

export type RuleName = (typeof RULES)[number]['name'];
