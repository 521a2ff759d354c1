import type { StageRecord } from '../rest-api/api-record.ts';
import { DEFAULT_SETTING } from '../rest-api/method-settings.ts';
import type { PatchOperation } from '../state/local-state.ts';
import { patchCanary, promoteCanary } from './patch-canary.ts';
import { invalidSetting, noSetting } from './patch-error.ts';
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
  'caching/dataEncrypted': ['cacheDataEncrypted', 'boolean'],
  'caching/requireAuthorizationForCacheControl': ['requireAuthorizationForCacheControl', 'boolean'],
  'caching/unauthorizedCacheControlHeaderStrategy': ['unauthorizedCacheControlHeaderStrategy', 'text'],
};

/** One of UpdateStage's operations; a string says what is wrong with it. */
export function patchStage(stage: StageRecord, patch: PatchOperation): StageRecord | string {
  const { op, path } = patch;
  if (op === 'copy') return promoteCanary(stage, patch);
  const [first = '', second = ''] = pointerParts(path);
  const parts = path.split('/').length - 1;
  if (first === 'canarySettings') return patchCanary(stage, patch);
  if (first === 'accessLogSettings') return patchAccessLog(stage, patch, second);
  if (parts > 2) return patchSetting(stage, patch);
  if (`/${first}` in PATHS) return patchRecord(stage, [patch], PATHS);
  return op === 'remove' && parts === 2 ? withoutSetting(stage, path) : invalidSetting(path);
}

function withoutSetting(stage: StageRecord, path: string): StageRecord | string {
  const { [settingKey(path)]: gone, ...methodSettings } = stage.methodSettings;
  return gone === undefined ? noSetting(path) : { ...stage, methodSettings };
}

/** `/~1pets/GET/throttling/rateLimit`, `*` for any: the resource stays as it is written. */
function patchSetting(stage: StageRecord, { op, path, value = '' }: PatchOperation): StageRecord | string {
  const parts = path.split('/').slice(1);
  const setting = SETTINGS[parts.slice(2).join('/')];
  if (setting === undefined || op === 'remove') return invalidSetting(path);
  const [name, kind] = setting;
  const set = kind === 'number' ? Number(value) : kind === 'boolean' ? value === 'true' : value;
  const key = settingKey(path);
  const before = stage.methodSettings[key] ?? stage.methodSettings['*/*'] ?? DEFAULT_SETTING;
  return { ...stage, methodSettings: { ...stage.methodSettings, [key]: { ...before, [name]: set } } };
}

function settingKey(path: string): string {
  return path.split('/').slice(1, 3).join('/');
}

function patchAccessLog(
  stage: StageRecord,
  { op, path, value = '' }: PatchOperation,
  member: string,
): StageRecord | string {
  const { accessLogSettings, ...others } = stage;
  if (op === 'remove' && member === '') return others;
  if (op === 'remove') return noSetting(path);
  if (member !== 'format' && member !== 'destinationArn')
    return 'Invalid accessLogSettings path. Must be one of : [/accessLogSettings/destinationArn, /accessLogSettings/format]';
  if (value === '') return 'Access Log value must not be empty';
  return { ...stage, accessLogSettings: { ...accessLogSettings, [member]: value } };
}
