import type { CanarySettings, StageRecord } from '../rest-api/api-record.ts';
import { DEFAULT_SETTING } from '../rest-api/method-settings.ts';
import type { PatchOperation } from '../state/local-state.ts';
import { invalidOperation, invalidPath } from './patch-error.ts';
import { patchRecord } from './patch-record.ts';
import { pointerParts } from './pointer-parts.ts';

const PATHS = {
  '/deploymentId': 'text',
  '/description': 'text',
  '/variables': 'map',
  '/cacheClusterEnabled': 'boolean',
  '/tracingEnabled': 'boolean',
} as const;

/** Names of UpdateStage's paths behind `/{resource}/{method}`, and of what they set. */
const SETTINGS: Readonly<Record<string, readonly [name: string, kind: 'text' | 'boolean' | 'number']>> = {
  'logging/loglevel': ['loggingLevel', 'text'],
  'logging/dataTrace': ['dataTraceEnabled', 'boolean'],
  'metrics/enabled': ['metricsEnabled', 'boolean'],
  'throttling/burstLimit': ['throttlingBurstLimit', 'number'],
  'throttling/rateLimit': ['throttlingRateLimit', 'number'],
  'caching/enabled': ['cachingEnabled', 'boolean'],
  'caching/ttlInSeconds': ['cacheTtlInSeconds', 'number'],
};

/** One of UpdateStage's operations; a string says what is wrong with it. */
export function patchStage(stage: StageRecord, patch: PatchOperation): StageRecord | string {
  const problem = invalidOperation(patch.op);
  if (problem !== undefined) return problem;
  const [first = '', second = '', ...rest] = pointerParts(patch.path);
  if (first === 'canarySettings') return patchCanary(stage, patch, second, rest);
  if (first === 'accessLogSettings') return patchAccessLog(stage, patch, second);
  if (patch.path.split('/').length > 3) return patchSetting(stage, patch);
  if (patch.op === 'remove' && rest.length === 0 && stage.methodSettings[settingKey(patch.path)] !== undefined) {
    const { [settingKey(patch.path)]: _, ...methodSettings } = stage.methodSettings;
    return { ...stage, methodSettings };
  }
  return patchRecord(stage, [patch], PATHS);
}

/** `/~1pets/GET/throttling/rateLimit`, `*` for any: the resource stays as it is written. */
function patchSetting(stage: StageRecord, { op, path, value = '' }: PatchOperation): StageRecord | string {
  const parts = path.split('/').slice(1);
  const setting = SETTINGS[parts.slice(2).join('/')];
  if (setting === undefined || op === 'remove') return invalidPath(op, path, Object.keys(PATHS));
  const [name, kind] = setting;
  const set = kind === 'number' ? Number(value) : kind === 'boolean' ? value === 'true' : value;
  const key = settingKey(path);
  const before = stage.methodSettings[key] ?? DEFAULT_SETTING;
  return { ...stage, methodSettings: { ...stage.methodSettings, [key]: { ...before, [name]: set } } };
}

function settingKey(path: string): string {
  return path.split('/').slice(1, 3).join('/');
}

function patchCanary(
  stage: StageRecord,
  { op, path, value = '' }: PatchOperation,
  member: string,
  rest: readonly string[],
): StageRecord | string {
  const { canarySettings, ...others } = stage;
  if (op === 'remove' && member === '') return others;
  const canary: CanarySettings = canarySettings ?? {
    percentTraffic: 0,
    deploymentId: stage.deploymentId,
    stageVariableOverrides: {},
    useStageCache: false,
  };
  switch (member) {
    case 'percentTraffic':
      return { ...stage, canarySettings: { ...canary, percentTraffic: Number(value) } };
    case 'deploymentId':
      return { ...stage, canarySettings: { ...canary, deploymentId: value } };
    case 'stageVariableOverrides': {
      const { [rest.join('/')]: _, ...overrides } = canary.stageVariableOverrides;
      const next = op === 'remove' ? overrides : { ...overrides, [rest.join('/')]: value };
      return { ...stage, canarySettings: { ...canary, stageVariableOverrides: next } };
    }
    default:
      return invalidPath(op, path, ['/canarySettings/percentTraffic', '/canarySettings/deploymentId']);
  }
}

function patchAccessLog(
  stage: StageRecord,
  { op, path, value = '' }: PatchOperation,
  member: string,
): StageRecord | string {
  const { accessLogSettings, ...others } = stage;
  if (op === 'remove' && member === '') return others;
  if (member !== 'format' && member !== 'destinationArn')
    return invalidPath(op, path, ['/accessLogSettings/format', '/accessLogSettings/destinationArn']);
  return { ...stage, accessLogSettings: { ...accessLogSettings, [member]: value } };
}
