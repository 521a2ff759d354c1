import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { UsagePlanDefinition } from '../../../lib/local/assembly/assembly.ts';
import { loadPlans } from '../../../lib/local/plans/load-plans.ts';
import { planDirectory } from '../../../lib/local/plans/plan-directory.ts';
import type { LocalState } from '../../../lib/local/state/local-state.ts';
import { openState } from '../../../lib/local/state/open-state.ts';
import { NOW } from '../../support/local-api.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const folder = temporaryFolder();
let state: LocalState;
beforeAll(() => {
  state = openState(folder);
});
afterAll(() => state.close());

const plan = (id: string, rest: Partial<UsagePlanDefinition> = {}): UsagePlanDefinition => ({
  id,
  name: id,
  apiStages: [],
  retained: true,
  ...rest,
});
const names = () =>
  planDirectory(state)
    .list()
    .map(({ id, throttle }) => [id, throttle?.rateLimit]);

describe('loadPlans', () => {
  it('keeps retained plans that left, drops the others, and leaves what the control plane made', () => {
    state.plans.put({ definition: plan('made'), source: 'control-plane', patches: [], tags: {} });
    loadPlans(
      { usagePlans: [plan('kept'), plan('gone', { retained: false }), plan('stays')], apiKeys: [] },
      state,
      NOW,
    );
    loadPlans({ usagePlans: [plan('stays')], apiKeys: [] }, state, NOW);
    expect(names().map(([id]) => id)).toEqual(['kept', 'made', 'stays']);
  });

  it('keeps patches until the template changes the plan', () => {
    const template = plan('patched', { throttle: { rateLimit: 1, burstLimit: 1 } });
    const load = (usagePlan: UsagePlanDefinition) => loadPlans({ usagePlans: [usagePlan], apiKeys: [] }, state, NOW);
    const rate = () => names().find(([id]) => id === 'patched')?.[1];
    load(template);
    state.plans.put({
      definition: template,
      source: 'assembly',
      patches: [{ op: 'replace', path: '/throttle/rateLimit', value: '9' }],
      tags: {},
    });
    load(template);
    expect(rate()).toBe(9);
    load(plan('patched', { throttle: { rateLimit: 2, burstLimit: 1 } }));
    expect(rate()).toBe(2);
  });

  it("makes the template's keys once and keeps a generated value", () => {
    const key = { id: 'key1', name: 'k', enabled: true, planIds: ['stays'] };
    loadPlans({ usagePlans: [plan('stays')], apiKeys: [key] }, state, NOW);
    const value = state.apiKeys.get('key1')?.value;
    loadPlans({ usagePlans: [plan('stays')], apiKeys: [{ ...key, name: 'renamed' }] }, state, NOW + 1);
    expect(value).toMatch(/^[A-Za-z0-9]{40}$/);
    expect(state.apiKeys.get('key1')).toMatchObject({
      value,
      name: 'renamed',
      createdDate: NOW,
      lastUpdatedDate: NOW + 1,
    });
    expect(state.planKeys.plansOf('key1')).toEqual(['stays']);
  });

  it("refuses a key whose value is another's, and changes nothing", () => {
    const value = state.apiKeys.get('key1')?.value ?? '';
    const apiKeys = [{ id: 'key2', name: 'thief', enabled: true, planIds: [], value }];
    expect(() => loadPlans({ usagePlans: [plan('new')], apiKeys }, state, NOW)).toThrow(
      expect.objectContaining({ code: 'ASSEMBLY_UNSUPPORTED' }),
    );
    expect(state.plans.get('new')).toBeUndefined();
  });
});
