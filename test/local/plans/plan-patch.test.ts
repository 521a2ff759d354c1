import { describe, expect, it } from '@jest/globals';
import type { UsagePlanDefinition } from '../../../lib/local/assembly/assembly.ts';
import { patchPlan } from '../../../lib/local/plans/plan-patch.ts';
import type { PatchOperation } from '../../../lib/local/state/local-state.ts';

const plan: UsagePlanDefinition = {
  id: 'plan1',
  name: 'free',
  throttle: { rateLimit: 1, burstLimit: 2 },
  quota: { limit: 10, offset: 0, period: 'DAY' },
  apiStages: [{ apiId: 'api', stage: 'prod', throttle: { '/a/GET': { rateLimit: 1, burstLimit: 1 } } }],
  retained: true,
};
const { throttle: _, ...unthrottled } = plan;

describe('patchPlan', () => {
  it.each<[patch: PatchOperation, patched: Partial<UsagePlanDefinition>]>([
    [
      { op: 'replace', path: '/name', value: 'x' },
      { ...plan, name: 'x' },
    ],
    [
      { op: 'replace', path: '/throttle/rateLimit', value: '0.5' },
      { ...plan, throttle: { rateLimit: 0.5, burstLimit: 2 } },
    ],
    [{ op: 'remove', path: '/throttle' }, unthrottled],
    [
      { op: 'replace', path: '/quota/period', value: 'MONTH' },
      { ...plan, quota: { limit: 10, offset: 0, period: 'MONTH' } },
    ],
    [
      { op: 'add', path: '/apiStages', value: 'api:test' },
      { ...plan, apiStages: [...plan.apiStages, { apiId: 'api', stage: 'test', throttle: {} }] },
    ],
    [
      { op: 'remove', path: '/apiStages', value: 'api:prod' },
      { ...plan, apiStages: [] },
    ],
    [
      { op: 'replace', path: '/apiStages/api:prod/throttle//a/b/GET/rateLimit', value: '5' },
      {
        ...plan,
        apiStages: [
          {
            apiId: 'api',
            stage: 'prod',
            throttle: { '/a/GET': { rateLimit: 1, burstLimit: 1 }, '/a/b/GET': { rateLimit: 5, burstLimit: 0 } },
          },
        ],
      },
    ],
    [
      { op: 'remove', path: '/apiStages/api:prod/throttle//a/GET' },
      { ...plan, apiStages: [{ apiId: 'api', stage: 'prod', throttle: {} }] },
    ],
  ])('applies %j', (patch, patched) => {
    expect(patchPlan(plan, patch)).toEqual({ kind: 'patched', plan: patched });
  });

  it.each<[patch: PatchOperation, refusal: Partial<{ status: number; message: string }>]>([
    [
      { op: 'add', path: '/apiStages' },
      { status: 400, message: 'Invalid API Stage specified' },
    ],
    [
      { op: 'add', path: '/apiStages', value: 'api' },
      { status: 400, message: 'Invalid API Stage specified' },
    ],
    [{ op: 'remove', path: '/apiStages', value: 'api:none' }, { status: 404 }],
    [{ op: 'replace', path: '/throttle/burstLimit', value: '1.5' }, { status: 400 }],
    [{ op: 'replace', path: '/quota/period', value: 'YEAR' }, { status: 400 }],
    [{ op: 'replace', path: '/id', value: 'x' }, { status: 400 }],
    [{ op: 'move', path: '/name', value: 'x' }, { status: 400 }],
  ])('refuses %j', (patch, refusal) => {
    expect(patchPlan(plan, patch)).toMatchObject({ kind: 'refused', ...refusal });
  });
});
