import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DeployedStage, Deployment } from '../../../lib/cli/deployments/deployed-stage.ts';
import { planPrune, versionsToDelete } from '../../../lib/cli/deployments/plan-prune.ts';
import { previousDeployment } from '../../../lib/cli/deployments/previous-deployment.ts';

const FUNCTIONS = ['Router', 'Authorizer'];

const deployment = (index: number, versions: readonly number[], left: boolean): Deployment => ({
  id: `d${index}`,
  created: new Date(1e12 - index * 60_000),
  description: {
    document: 'abc',
    versions: versions.map((version, at) => `${FUNCTIONS[at]}:${version}`),
    ...(left && { left: '2026-01-01T00:00:00Z' }),
  },
});

const stage: fc.Arbitrary<DeployedStage> = fc
  .array(fc.tuple(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })), fc.boolean()), {
    minLength: 1,
    maxLength: 12,
  })
  .chain((drawn) => {
    const deployments = drawn.map(([versions, left], index) => deployment(index, versions, left));
    const one = fc.constantFrom(...deployments);
    return fc.record({
      restApiId: fc.constant('api'),
      stageName: fc.constant('prod'),
      deployments: fc.constant(deployments),
      deploymentId: one.map(({ id }) => id),
      inUse: fc.array(
        one.map(({ id }) => id),
        { minLength: 1, maxLength: 3 },
      ),
      stack: one.map(({ id, description }) => ({
        name: 'Stack',
        status: 'UPDATE_COMPLETE',
        deploymentId: id,
        versions: description?.versions ?? [],
      })),
    });
  });

const ALL = Array.from({ length: 14 }, (_, index) => String(index + 1));

describe('planPrune', () => {
  it('keeps the newest, what is served, and what the template names, and deletes all else', () => {
    fc.assert(
      fc.property(stage, fc.integer({ min: 1, max: 12 }), (deployed, keep) => {
        const { kept, deleted } = planPrune(deployed, keep);
        const ids = kept.map(({ id }) => id);
        expect(ids.slice(0, keep)).toEqual(deployed.deployments.slice(0, keep).map(({ id }) => id));
        expect(ids).toEqual(expect.arrayContaining([...deployed.inUse, deployed.stack?.deploymentId]));
        expect([...ids, ...deleted.map(({ id }) => id)].sort()).toEqual(
          deployed.deployments.map(({ id }) => id).sort(),
        );
        expect(ids.length).toBeLessThanOrEqual(keep + deployed.inUse.length + 1);
      }),
    );
  });

  it('deletes no version that a kept Deployment names, and every older one that none names', () => {
    fc.assert(
      fc.property(stage, fc.integer({ min: 1, max: 12 }), (deployed, keep) => {
        const { kept, named, functions } = planPrune(deployed, keep);
        for (const name of functions) {
          const gone = versionsToDelete(name, { versions: ALL, aliased: ['2'] }, named);
          const stay = kept.flatMap(({ description }) => description?.versions ?? []);
          const numbers = stay.filter((one) => one.startsWith(`${name}:`)).map((one) => Number(one.split(':')[1]));
          const expected = ALL.filter((one) => !numbers.includes(Number(one)) && one !== '2');
          expect(gone).toEqual(
            expected.filter((one) => Number(one) < Math.max(...numbers)).map((one) => `${name}:${one}`),
          );
        }
      }),
    );
  });

  it('looks through no versions where a kept Deployment does not say which it names', () => {
    const deployments = [deployment(0, [3, 3], false), { id: 'by hand', created: new Date(0) }];
    const deployed = { restApiId: 'a', stageName: 's', deploymentId: 'd0', inUse: ['d0'], deployments };
    expect(planPrune(deployed, 2).functions).toEqual([]);
    expect(planPrune(deployed, 1)).toMatchObject({ functions: ['Authorizer', 'Router'], deleted: [{ id: 'by hand' }] });
  });
});

describe('previousDeployment', () => {
  it('is older than what is served, not left by a rollback, and the newest such', () => {
    fc.assert(
      fc.property(stage, (deployed) => {
        const served = deployed.deployments.findIndex(({ id }) => id === deployed.deploymentId);
        const older = deployed.deployments.slice(served + 1).filter(({ description }) => !description?.left);
        expect(previousDeployment(deployed)).toEqual(older[0]);
      }),
    );
  });
});
