import { booleanOf, type JsonObject, numberOf, objectOf, stringOf } from '../json-values.ts';
import type { MethodSettingRecord } from './api-record.ts';

/** What any setting of a method brings with it (recorded: a stage from CloudFormation that only sets logging). */
export const DEFAULT_SETTING: MethodSettingRecord = {
  metricsEnabled: false,
  dataTraceEnabled: false,
  throttlingBurstLimit: 5000,
  throttlingRateLimit: 10_000,
  cachingEnabled: false,
  cacheTtlInSeconds: 300,
  cacheDataEncrypted: false,
  requireAuthorizationForCacheControl: true,
  unauthorizedCacheControlHeaderStrategy: 'SUCCEED_WITH_RESPONSE_HEADER',
};

/** A template's `MethodSettings` by the control plane's keys: `path/METHOD`, each `/` of the path as `~1`, all of them `*`. */
export function methodSettings(values: readonly unknown[]): Readonly<Record<string, MethodSettingRecord>> {
  return Object.fromEntries(
    values.map((value) => {
      const properties = objectOf(value);
      return [settingKey(properties), { ...DEFAULT_SETTING, ...settingOf(properties) }] as const;
    }),
  );
}

/** `ResourcePath` is `/*`, or `/` and the path with each `/` as `~1`, as in a JSON Pointer; CDK writes the root as `/`. */
function settingKey({ ResourcePath, HttpMethod }: JsonObject): string {
  const path = String(ResourcePath ?? '/*').replace(/^\//, '');
  const encoded = path.replaceAll('/', '~1');
  return `${encoded === '*' || encoded.startsWith('~1') ? encoded : `~1${encoded}`}/${String(HttpMethod ?? '*').toUpperCase()}`;
}

function settingOf(properties: JsonObject): MethodSettingRecord {
  const values = {
    loggingLevel: stringOf(properties.LoggingLevel),
    metricsEnabled: booleanOf(properties.MetricsEnabled),
    dataTraceEnabled: booleanOf(properties.DataTraceEnabled),
    throttlingBurstLimit: numberOf(properties.ThrottlingBurstLimit),
    throttlingRateLimit: numberOf(properties.ThrottlingRateLimit),
    cachingEnabled: booleanOf(properties.CachingEnabled),
    cacheTtlInSeconds: numberOf(properties.CacheTtlInSeconds),
    cacheDataEncrypted: booleanOf(properties.CacheDataEncrypted),
  };
  return Object.fromEntries(Object.entries(values).filter(([, set]) => set !== undefined));
}
