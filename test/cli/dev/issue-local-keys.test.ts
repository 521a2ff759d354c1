import { describe, expect, it } from '@jest/globals';
import { issueLocalKeys } from '../../../lib/cli/dev/issue-local-keys.ts';
import { startLocalGateway } from '../../../lib/local/index.ts';
import { mockIntegration, openApi } from '../../support/local-api.ts';
import { usagePlan, writeLocalAssembly } from '../../support/local-assembly.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const stateDir = temporaryFolder();

/** The plan's logical id stays, as it does under `was`. */
function assemblyOf(planName: string) {
  const body = openApi({ '/': { get: mockIntegration('here') } });
  return writeLocalAssembly({ body, resources: { Plan: usagePlan(planName) } });
}

describe('issueLocalKeys', () => {
  it('finds the key that it issued, also when the plan was renamed', async () => {
    const [free, starter] = await Promise.all([assemblyOf('free'), assemblyOf('starter')]);
    const gateway = await startLocalGateway({ assembly: free.dir, port: 0, stateDir });
    const issued = await issueLocalKeys(gateway.url, gateway.plans);
    const found = await issueLocalKeys(gateway.url, gateway.plans);
    await gateway.replaceAssembly(starter.dir);
    const renamed = await issueLocalKeys(gateway.url, gateway.plans);
    await Promise.all([gateway.close(), free.remove(), starter.remove()]);
    const [key] = issued;
    expect(issued).toEqual([{ id: expect.any(String), plan: 'free', value: expect.stringMatching(/^\w{20,}$/) }]);
    expect(found).toEqual(issued);
    expect(renamed).toEqual([{ id: key?.id, plan: 'starter', value: key?.value }]);
  });
});
