import type { ApiStage, QuotaSettings, ThrottleSettings, UsagePlanDefinition } from '../assembly/assembly.ts';
import { invalidPath, ONLY_CHANGES } from '../control-plane/patch-error.ts';
import type { PatchOperation } from '../state/local-state.ts';

export type PatchedPlan =
  | { readonly kind: 'patched'; readonly plan: UsagePlanDefinition }
  | { readonly kind: 'refused'; readonly status: 400 | 404; readonly message: string };

/** `/apiStages/API:STAGE/throttle//path/METHOD/rateLimit`, each part but the first optional. */
const STAGE_THROTTLE = /^\/apiStages\/([^/:]+):([^/]+)\/throttle(?:\/(.*)\/([A-Z]+|\*)(?:\/(rateLimit|burstLimit))?)?$/;

const PATCHABLE = [
  '/name',
  '/description',
  '/productCode',
  '/apiStages',
  '/quota',
  '/quota/limit',
  '/quota/offset',
  '/quota/period',
  '/throttle',
  '/throttle/rateLimit',
  '/throttle/burstLimit',
];

/** Applies one of UpdateUsagePlan's patch operations. */
export function patchPlan(plan: UsagePlanDefinition, patch: PatchOperation): PatchedPlan {
  const { path, op } = patch;
  if (op !== 'add' && op !== 'replace' && op !== 'remove') return refused(ONLY_CHANGES);
  if (path === '/name' || path === '/description') return patched({ ...plan, [path.slice(1)]: patch.value ?? '' });
  if (path === '/apiStages') return patchApiStages(plan, patch);
  if (path.startsWith('/apiStages/')) return patchStageThrottle(plan, patch);
  if (path === '/quota' || path.startsWith('/quota/')) return patchQuota(plan, patch);
  if (path === '/throttle' || path.startsWith('/throttle/')) return patchThrottle(plan, patch);
  return refused(invalidPath(op, path, PATCHABLE));
}

function patched(plan: UsagePlanDefinition): PatchedPlan {
  return { kind: 'patched', plan };
}

function refused(message: string, status: 400 | 404 = 400): PatchedPlan {
  return { kind: 'refused', status, message };
}

/** AWS's rules for an offset, in its words (Terraform's validator quotes them). */
export function quotaProblem({ period, offset }: QuotaSettings): string | undefined {
  switch (period) {
    case 'DAY':
      return offset === 0 ? undefined : 'Usage Plan quota offset must be zero in the DAY period';
    case 'WEEK':
      return offset >= 0 && offset <= 6
        ? undefined
        : 'Usage Plan quota offset must be between zero and six inclusive in the WEEK period';
    case 'MONTH':
      return offset >= 0 && offset <= 27
        ? undefined
        : 'Usage Plan quota offset must be between zero and 27 inclusive in the MONTH period';
    default:
      return period satisfies never;
  }
}

function patchApiStages(plan: UsagePlanDefinition, { op, value = '' }: PatchOperation): PatchedPlan {
  const [, apiId, stage] = /^([^:/]+):([^:/]+)$/.exec(value) ?? [];
  if (apiId === undefined || stage === undefined) return refused('Invalid API Stage specified');
  const others = plan.apiStages.filter((item) => item.apiId !== apiId || item.stage !== stage);
  if (op === 'remove') {
    if (others.length === plan.apiStages.length)
      return refused(`Invalid API Stage {api: ${apiId}, stage: ${stage}} specified for usageplan ${plan.id}`, 404);
    return patched({ ...plan, apiStages: others });
  }
  return patched({ ...plan, apiStages: [...others, { apiId, stage, throttle: {} }] });
}

function patchQuota({ quota, ...plan }: UsagePlanDefinition, { op, path, value }: PatchOperation): PatchedPlan {
  if (op === 'remove') return patched(plan);
  const next: QuotaSettings = { limit: 0, offset: 0, period: 'DAY', ...quota };
  if (path === '/quota/period') {
    if (value !== 'DAY' && value !== 'WEEK' && value !== 'MONTH')
      return refused('Invalid quota period specified, must be DAY, WEEK or MONTH');
    return patched({ ...plan, quota: { ...next, period: value } });
  }
  const number = wholeNumber(value);
  if ((path !== '/quota/limit' && path !== '/quota/offset') || number === undefined)
    return refused(`Invalid patch value for ${path}`);
  return patched({ ...plan, quota: { ...next, [path.slice(7)]: number } });
}

function patchThrottle({ throttle, ...plan }: UsagePlanDefinition, { op, path, value }: PatchOperation): PatchedPlan {
  if (op === 'remove') return patched(plan);
  const next = withLimit(throttle, path.slice('/throttle/'.length), value);
  return next === undefined ? refused(`Invalid patch value for ${path}`) : patched({ ...plan, throttle: next });
}

function patchStageThrottle(plan: UsagePlanDefinition, patch: PatchOperation): PatchedPlan {
  const [, apiId, stage, resource, method, limit] = STAGE_THROTTLE.exec(patch.path) ?? [];
  const apiStage = plan.apiStages.find((item) => item.apiId === apiId && item.stage === stage);
  if (apiStage === undefined) return refused('Invalid API Stage specified', 404);
  const key = `${(resource ?? '').replaceAll('~1', '/') || '/'}/${method}`;
  const throttle = resource === undefined ? wholeStageThrottle(patch) : methodThrottle(apiStage, patch, key, limit);
  if (throttle === undefined) return refused(`Invalid patch value for ${patch.path}`);
  return patched({
    ...plan,
    apiStages: plan.apiStages.map((item) => (item === apiStage ? { ...item, throttle } : item)),
  });
}

/** Only its removal: the service takes new limits one method at a time. */
function wholeStageThrottle({ op }: PatchOperation): ApiStage['throttle'] | undefined {
  return op === 'remove' ? {} : undefined;
}

function methodThrottle(
  apiStage: ApiStage,
  { op, value }: PatchOperation,
  key: string,
  limit: string | undefined,
): ApiStage['throttle'] | undefined {
  const { [key]: current, ...others } = apiStage.throttle;
  if (op === 'remove') return others;
  const next = limit === undefined ? undefined : withLimit(current, limit, value);
  return next && { ...others, [key]: next };
}

function withLimit(
  throttle: ThrottleSettings | undefined,
  limit: string,
  value: string | undefined,
): ThrottleSettings | undefined {
  const current = throttle ?? { rateLimit: 0, burstLimit: 0 };
  if (limit === 'burstLimit') {
    const burstLimit = wholeNumber(value);
    return burstLimit === undefined ? undefined : { ...current, burstLimit };
  }
  const rateLimit = Number(value);
  return limit === 'rateLimit' && value !== undefined && rateLimit >= 0 ? { ...current, rateLimit } : undefined;
}

function wholeNumber(value: string | undefined): number | undefined {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
}
