import { describe, expect, it } from '@jest/globals';
import type { DeployedStage } from '../../../lib/cli/deployments/deployed-stage.ts';
import { drift } from '../../../lib/cli/deployments/drift.ts';

const made = (id: string, document: string) => ({
  id,
  created: new Date(0),
  description: { document, versions: ['Router:1'] },
});
const stage: DeployedStage = {
  restApiId: 'api',
  stageName: 'prod',
  deploymentId: 'new',
  inUse: ['new'],
  deployments: [made('new', 'bb'), made('old', 'aa')],
  stack: { name: 'Stack', status: 'UPDATE_COMPLETE', deploymentId: 'new', versions: [] },
};
const rolledBack = { ...stage, deploymentId: 'old' };
const between = (...args: Parameters<typeof drift>) => drift(...args).map((found) => found.between);

describe('drift', () => {
  it.each([
    ['nothing where all are the same', stage, 'bb', []],
    ['a stage that was rolled back', rolledBack, undefined, ['template and stage']],
    ['a file that is not deployed yet', stage, 'cc', ['file and template', 'file and stage']],
    ['a rollback under a file as deployed', rolledBack, 'bb', ['template and stage', 'file and stage']],
    ['a rollback to what the file is again', rolledBack, 'aa', ['template and stage', 'file and template']],
  ] as const)('tells %s', (_, deployed, document, expected) => {
    expect(between(deployed, document)).toEqual(expected);
  });

  it('says nothing of a template that was not asked for', () => {
    const { stack: _, ...alone } = rolledBack;
    expect(between(alone, 'aa')).toEqual([]);
    expect(between(alone, 'bb')).toEqual(['file and stage']);
  });

  it('takes a Deployment of something else for another document', () => {
    const foreign = { ...stage, deployments: [{ id: 'new', created: new Date(0) }] };
    expect(drift(foreign, 'bb').map(({ message }) => message)).toEqual([
      expect.stringContaining('the template another'),
      expect.stringContaining('the stage serves another'),
    ]);
  });
});
