import type { CanarySettings, StageRecord } from '../rest-api/api-record.ts';
import type { PatchOperation } from '../state/local-state.ts';
import { invalidSetting, noSetting } from './patch-error.ts';
import { pointerParts } from './pointer-parts.ts';

/** One of UpdateStage's operations on a canary; a string says what is wrong with it, in the service's words (recorded). */
export function patchCanary(stage: StageRecord, { op, path, value = '' }: PatchOperation): StageRecord | string {
  const [, member = '', ...rest] = pointerParts(path);
  const { canarySettings, ...others } = stage;
  const canary = canarySettings ?? newCanary(stage);
  const name = rest.join('/');
  if (op === 'remove') {
    if (member === '') return others;
    if (member !== 'stageVariableOverrides' || name === '') return noSetting(path);
    const { [name]: _, ...stageVariableOverrides } = canary.stageVariableOverrides;
    return { ...stage, canarySettings: { ...canary, stageVariableOverrides } };
  }
  if (op !== 'replace') return `Invalid ${op} operation with path: ${path}`;
  const changed = replaced(canary, member, name, value);
  return changed === undefined ? invalidSetting(path) : { ...stage, canarySettings: changed };
}

function newCanary({ deploymentId }: StageRecord): CanarySettings {
  return { percentTraffic: 0, deploymentId, stageVariableOverrides: {}, useStageCache: false };
}

function replaced(canary: CanarySettings, member: string, name: string, value: string): CanarySettings | undefined {
  switch (member) {
    case 'percentTraffic':
      return { ...canary, percentTraffic: Number(value) };
    case 'deploymentId':
      return { ...canary, deploymentId: value };
    case 'useStageCache':
      return { ...canary, useStageCache: value === 'true' };
    case 'stageVariableOverrides':
      return { ...canary, stageVariableOverrides: { ...canary.stageVariableOverrides, [name]: value } };
    default:
      return undefined;
  }
}

/** `copy`, from the canary to the stage: the only direction that there is. */
export function promoteCanary(stage: StageRecord, { path, from = '' }: PatchOperation): StageRecord | string {
  const { canarySettings: canary } = stage;
  const copy = COPIES.find((item) => item.path === path && item.from === from);
  if (copy === undefined)
    return `Invalid copy operation with path: ${path} and from ${from}. Valid copy:path are [${COPIES.map((item) => item.path).join(', ')}] and valid copy:from are [${COPIES.map((item) => item.from).join(', ')}]`;
  return canary === undefined
    ? 'Promotion not available. Canary does not exist.'
    : { ...stage, ...copy.of(stage, canary) };
}

const COPIES: readonly {
  readonly path: string;
  readonly from: string;
  readonly of: (stage: StageRecord, canary: CanarySettings) => Partial<StageRecord>;
}[] = [
  {
    path: '/deploymentId',
    from: '/canarySettings/deploymentId',
    of: (_, { deploymentId }) => ({ deploymentId }),
  },
  {
    path: '/variables',
    from: '/canarySettings/stageVariableOverrides',
    of: ({ variables }, { stageVariableOverrides }) => ({ variables: { ...variables, ...stageVariableOverrides } }),
  },
];
